import { type Types, trusted } from 'mongoose'
import { z } from 'zod'
import { groupedBy } from '../../db/grouped'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { defineJob } from '../../jobs'
import { activeMembers, type Recount, recountModel } from '../affiliations'
import { refreshConflicts } from '../credit-records'
import { regionOf } from '../organizations'
import { judgeYears } from './judge'
import { type Standing, type StandingSheet, standingModel, standingSheetModel } from './standing.model'
import { standingOf, writeStandings } from './standing.write'

const AT_ONCE = 100
/** A look at a list waits for so many at most. */
const FOR_A_LOOK = 1_000

/** Counts those anew whose records, binding or profile have changed since. Answers how many. */
export async function workOffRecounts(deps: Deps, limit = FOR_A_LOOK): Promise<number> {
  let done = 0
  while (done < limit) {
    const queued = await recountModel(deps.db).find({}, { _id: 1 }).sort({ _id: 1 }).limit(AT_ONCE).lean<Recount[]>()
    if (queued.length === 0) break
    try {
      const people = queued.map(({ _id }) => _id)
      await refreshConflicts(deps, people)
      await countAnew(deps, people)
    } catch (error) {
      // Somebody counts the same people; whoever is left in the queue is counted by the next look.
      if (!isDuplicateKey(error)) throw error
      break
    }
    done += queued.length
  }
  return done
}

function countAnew(deps: Deps, traineeIds: readonly Types.ObjectId[]): Promise<void> {
  const them = trusted({ $in: [...traineeIds] })
  return inTransaction(deps.db, async (session) => {
    const entries = await recountModel(deps.db).find({ _id: them }, null, { session }).lean<Recount[]>()
    const members = await activeMembers(deps, traineeIds, session)
    const standings = await standingModel(deps.db)
      .find({ traineeId: them }, { organizationId: 1, year: 1, traineeId: 1 }, { session })
      .lean<Pick<Standing, 'organizationId' | 'year' | 'traineeId'>[]>()
    const unitOf = new Map(members.map(({ trainee, organizationId }) => [String(trainee._id), String(organizationId)]))
    const left = standings.filter(
      ({ traineeId, organizationId }) => unitOf.get(String(traineeId)) !== String(organizationId),
    )
    for (const those of groupedBy(left, ({ organizationId, year }) => `${organizationId} ${year}`).values()) {
      const [first] = those
      const gone = those.map(({ traineeId }) => traineeId)
      if (first) await writeStandings(deps, first, { counted: [], gone }, session)
    }
    for (const those of groupedBy(members, ({ organizationId }) => String(organizationId)).values()) {
      const [first] = those
      if (!first) continue
      const { organizationId } = first
      const sheets = await standingSheetModel(deps.db)
        .find({ organizationId }, null, { session })
        .lean<StandingSheet[]>()
      if (sheets.length === 0) continue
      const regionCode = await regionOf(deps, String(organizationId))
      const trainees = those.map(({ trainee }) => trainee)
      for (const sheet of sheets) {
        const verdicts = await judgeYears(deps, trainees, { year: sheet.year, regionCode }, session)
        const at = new Date(deps.clock.now())
        const counted = trainees.map((one) => standingOf(sheet, one, verdicts.get(String(one._id)), at))
        await writeStandings(deps, sheet, { counted, gone: [] }, session)
      }
    }
    await recountModel(deps.db).deleteMany({ _id: trusted({ $in: entries.map(({ _id }) => _id) }) }, { session })
  })
}

/** What nobody has looked at yet is counted all the same, so that the queue stays short. */
export const recountJob = (deps: Deps) =>
  defineJob({
    kind: 'recounts',
    payload: z.null(),
    everyMs: 60_000,
    async run({ signal }) {
      let people = 0
      for (let done = FOR_A_LOOK; done >= FOR_A_LOOK && !signal.aborted; people += done) {
        done = await workOffRecounts(deps)
      }
      return { people }
    },
  })
