import type { MarkState, SessionCounts } from '@jijiao/shared/attendance'
import type { Types } from 'mongoose'
import type { Deps } from '../../deps'
import { enrollmentModel } from '../classes'
import { type AttendanceSession, markModel } from './attendance.model'

type Tally = { counts: SessionCounts; version: string }

/**
 * Counts of a roll call, and a version that changes with every mark: each change raises a mark's version by one, so
 * their sum never stands for two different rolls.
 */
export async function tally(deps: Deps, session: AttendanceSession): Promise<Tally> {
  const [expected, groups] = await Promise.all([
    enrollmentModel(deps.db).countDocuments({ classId: session.classId }),
    markModel(deps.db)
      .aggregate<{ _id: { state: MarkState; isPending: boolean }; count: number; versions: number }>([
        { $match: { sessionId: session._id } },
        {
          $group: {
            _id: { state: '$state', isPending: { $eq: ['$decision', 'pending'] } },
            count: { $sum: 1 },
            versions: { $sum: '$version' },
          },
        },
      ])
      .exec(),
  ])
  const counts: SessionCounts = { expected, present: 0, late: 0, leave: 0, absent: 0, pending: 0 }
  let versions = 0
  for (const { _id, count, versions: sum } of groups) {
    versions += sum
    if (_id.isPending) counts.pending += count
    else counts[_id.state] += count
  }
  return { counts, version: `${session.version}.${expected}.${versions}` }
}

const SHARED_FOR_MS = 400

/** Many displays poll one session: within a moment they share one tally. */
export function createSharedTally(deps: Deps) {
  const recent = new Map<string, { at: number; tally: Promise<Tally> }>()
  return (session: AttendanceSession): Promise<Tally> => {
    const now = performance.now()
    const key = `${session._id}.${session.version}`
    const known = recent.get(key)
    if (known && now - known.at < SHARED_FOR_MS) return known.tally
    for (const [other, { at }] of recent) if (now - at >= SHARED_FOR_MS) recent.delete(other)
    const fresh = tally(deps, session)
    recent.set(key, { at: now, tally: fresh })
    fresh.catch(() => recent.delete(key))
    return fresh
  }
}

/** Devices from which more than one trainee of the session was marked. Derived, so that no race can hide one. */
export async function sharedDevices(deps: Deps, sessionId: Types.ObjectId): Promise<ReadonlySet<string>> {
  const groups = await markModel(deps.db)
    .aggregate<{ _id: string }>([
      { $match: { sessionId, device: { $ne: null } } },
      { $group: { _id: '$device', count: { $sum: 1 } } },
      { $match: { count: { $gt: 1 } } },
    ])
    .exec()
  return new Set(groups.map(({ _id }) => _id))
}
