import { trusted } from 'mongoose'
import type { FactSource } from '../../audit'
import type { Deps } from '../../deps'
import { type AttendanceMark, markModel } from './attendance.model'

type Pending = Pick<AttendanceMark, '_id' | 'version' | 'facts'>

/** A mark carries its facts, written in the same operation; here they move on into the chain. */
export const markFacts = (deps: Deps): FactSource => ({
  async pending(limit) {
    const Mark = markModel(deps.db)
    const marks = await Mark.find({ hasUnsealedFacts: true }, { version: 1, facts: 1 }).limit(limit).lean<Pending[]>()
    return {
      facts: marks.flatMap(({ facts }) => facts),
      async settle() {
        // A mark that was changed meanwhile has a new fact and a new version; it waits for the next round.
        for (const [version, ids] of idsByVersion(marks)) {
          await Mark.updateMany(
            { _id: trusted({ $in: ids }), version },
            { $set: { facts: [] }, $unset: { hasUnsealedFacts: 1 } },
          )
        }
      },
    }
  },
})

function idsByVersion(marks: readonly Pending[]) {
  const groups = new Map<number, Pending['_id'][]>()
  for (const { _id, version } of marks) {
    const ids = groups.get(version)
    if (ids) ids.push(_id)
    else groups.set(version, [_id])
  }
  return groups
}
