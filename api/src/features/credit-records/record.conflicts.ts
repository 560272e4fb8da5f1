import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { backfillJob } from '../../jobs'
import { traineesById } from '../affiliations'
import { findingsOf } from './recognition'
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

async function markConflicts(deps: Deps, waiting: readonly CreditRecord[]): Promise<void> {
  if (waiting.length === 0) return
  const Records = creditRecordModel(deps.db)
  const trainees = await traineesById(
    deps,
    waiting.map(({ traineeId }) => traineeId),
  )
  for (const record of waiting) {
    const trainee = trainees.get(String(record.traineeId))
    if (!trainee) continue
    const is = await hasConflict(deps, record, trainee)
    if (is === record.hasConflict) continue
    await Records.updateOne(
      { _id: record._id, state: 'submitted', version: record.version },
      { $set: { hasConflict: is } },
    )
  }
}

/** Records that have been waiting since before conflicts came first. */
export const conflictsJob = (deps: Deps) =>
  backfillJob({
    kind: 'creditRecords.conflicts',
    model: creditRecordModel(deps.db),
    missing: () => ({ state: 'submitted' as const, hasConflict: trusted({ $exists: false }) }),
    fill: (records) => markConflicts(deps, records),
  })
