import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Deps } from '../../deps'
import { type Affiliation, affiliationModel, endTogether, type Trainee, traineeModel } from '../affiliations'
import { enrollmentModel } from '../classes'
import { creditRecordModel } from '../credit-records'

const AT_ONCE = 1_000

/**
 * Unbinds everybody again, as long as all are bound as they were, their profiles have not been changed since, and none
 * has begun a class or a record. What the system knows of a person stays, as at any end of a binding.
 */
export async function undoTraineeImport(
  deps: Deps,
  of: Circumstances,
  ids: readonly Types.ObjectId[],
  session: ClientSession,
): Promise<boolean> {
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const part = ids.slice(at, at + AT_ONCE)
    const bound = await affiliationModel(deps.db)
      .find({ _id: trusted({ $in: part }), state: 'active' }, null, { session })
      .lean<Affiliation[]>()
    if (bound.length !== part.length || (await haveMovedOn(deps, bound, session))) return false
    if (!(await endTogether(deps, of, { bound, reason: '撤销批量添加' }, session))) return false
  }
  return true
}

async function haveMovedOn({ db }: Deps, bound: readonly Affiliation[], session: ClientSession): Promise<boolean> {
  const boundAt = new Map(bound.map(({ traineeId, decidedAt }) => [String(traineeId), decidedAt?.getTime() ?? 0]))
  const sinceOf = (traineeId: Types.ObjectId) => boundAt.get(String(traineeId)) ?? 0
  const ids = bound.map(({ traineeId }) => traineeId)
  const trainees = await traineeModel(db)
    .find({ _id: trusted({ $in: ids }) }, { changedAt: 1 }, { session })
    .lean<Pick<Trainee, '_id' | 'changedAt'>[]>()
  if (trainees.some(({ _id, changedAt }) => changedAt.getTime() > sinceOf(_id))) return true
  const theirs = { traineeId: trusted({ $in: ids }) }
  const enrolled = await enrollmentModel(db).find(theirs, { traineeId: 1, enrolledAt: 1 }, { session }).lean()
  if (enrolled.some(({ traineeId, enrolledAt }) => enrolledAt.getTime() >= sinceOf(traineeId))) return true
  const records = await creditRecordModel(db).find(theirs, { traineeId: 1, createdAt: 1 }, { session }).lean()
  return records.some(({ traineeId, createdAt }) => createdAt.getTime() >= sinceOf(traineeId))
}
