import { type ClientSession, type Types, trusted } from 'mongoose'
import { waitingWrites } from '../../db/waiting-writes'
import type { Deps } from '../../deps'
import { backfillJob } from '../../jobs'
import { traineesById } from '../affiliations'
import { responsibleUnits } from './decision-route'
import { earnedAround } from './earned'
import { hourRulesOnce } from './hour-rules'
import { findingsBeside, findingsOf } from './recognition'
import { type CreditRecord, creditRecordModel } from './record.model'

type Asked = { readonly series: readonly string[] }

/** Whether something that is recognised already would keep a record from being recognised as it is now. */
export async function hasConflict(
  deps: Deps,
  record: CreditRecord,
  { series }: Asked,
  session?: ClientSession,
): Promise<boolean> {
  const findings = await findingsOf(deps, record, { series }, session)
  return findings.some(({ isBlocking }) => isBlocking)
}

/**
 * Looks again at what waits of people whose recognised hours have changed. It moves a record within the to-do list and
 * nothing else, so it neither needs the transaction of the change nor makes another version.
 */
export async function refreshConflicts(deps: Deps, traineeIds: readonly Types.ObjectId[]): Promise<void> {
  const waiting = await creditRecordModel(deps.db)
    .find({ traineeId: trusted({ $in: [...traineeIds] }), state: 'submitted' })
    .lean<CreditRecord[]>()
  await markConflicts(deps, waiting)
}

/** As many queries for many records as for one: a look at a list may wait for them. */
async function markConflicts(deps: Deps, waiting: readonly CreditRecord[]): Promise<void> {
  if (waiting.length === 0) return
  const people = waiting.map(({ traineeId }) => traineeId)
  const bodies = waiting.map(({ organizationId }) => organizationId)
  const [trainees, units] = [await traineesById(deps, people), await responsibleUnits(deps, bodies)]
  const earned = await earnedAround(deps, people, waiting)
  const rulesFor = hourRulesOnce(deps)
  const writes = waiting.map(async (record) => {
    const [trainee, unit] = [trainees.get(String(record.traineeId)), units.get(String(record.organizationId))]
    if (!trainee || !unit) return []
    const rules = await rulesFor({ regionCode: unit.regionCode, year: record.year, series: trainee.series })
    const findings = findingsBeside(earned.get(String(record.traineeId)) ?? [], record, { rules })
    const hasConflict = findings.some(({ isBlocking }) => isBlocking)
    if (hasConflict === record.hasConflict) return []
    const filter = { _id: record._id, state: 'submitted' as const, version: record.version }
    return [{ updateOne: { filter, update: { $set: { hasConflict } } } }]
  })
  const changes = (await Promise.all(writes)).flat()
  if (changes.length > 0) await waitingWrites(() => creditRecordModel(deps.db).bulkWrite(changes))
}

/** Records that have been waiting since before conflicts came first. */
export const conflictsJob = (deps: Deps) =>
  backfillJob({
    kind: 'creditRecords.conflicts',
    model: creditRecordModel(deps.db),
    missing: () => ({ state: 'submitted' as const, hasConflict: trusted({ $exists: false }) }),
    fill: (records) => markConflicts(deps, records),
  })
