import { SESSION_LIFECYCLE, type SessionAction } from '@jijiao/shared/attendance'
import { Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type TrainingClass, touchOpenClass } from '../classes'
import { type AttendanceSession, type Geofence, sessionModel } from './attendance.model'

export type SessionPlan = {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly lateAfterMinutes: number
  readonly offlineLimitMinutes: number
  readonly geofence: Geofence | null
  /** Left out: as the class's rule says. */
  readonly scanOut?: boolean | undefined
  readonly remark: string | null
  /** Given where it must be the same on every machine, as in the demo world. */
  readonly id?: string
}

export async function planSession(
  deps: Deps,
  of: Circumstances,
  trainingClass: TrainingClass,
  { id, ...plan }: SessionPlan,
): Promise<AttendanceSession> {
  const session: AttendanceSession = {
    _id: new Types.ObjectId(id),
    classId: trainingClass._id,
    organizationId: trainingClass.organizationId,
    className: trainingClass.name,
    place: trainingClass.place ?? null,
    ...plan,
    scanOut: plan.scanOut ?? trainingClass.attendanceRule.scanOut,
    state: 'planned',
    openedAt: null,
    closedAt: null,
    wrongDigits: 0,
    version: 1,
  }
  await inTransaction(deps.db, async (transaction) => {
    await touchOpenClass(deps, trainingClass._id, transaction)
    await sessionModel(deps.db).create([session], { session: transaction })
    await recordFacts(deps.db, [sessionFact(of, session, 'SessionPlanned', null, 'planned')], transaction)
  })
  return session
}

const MOVE_FACTS = { open: 'SessionOpened', close: 'SessionClosed', reopen: 'SessionOpened' } as const

/** One conditional update: of two people who move a session at once, one wins and the other is told. */
export async function moveSession(
  deps: Deps,
  of: Circumstances,
  session: AttendanceSession,
  move: { readonly action: SessionAction; readonly reason: string | null },
): Promise<AttendanceSession> {
  const { from, to } = SESSION_LIFECYCLE[move.action]
  return inTransaction(deps.db, async (transaction) => {
    if (move.action !== 'close') await touchOpenClass(deps, session.classId, transaction)
    const moved = await sessionModel(deps.db)
      .findOneAndUpdate(
        { _id: session._id, state: trusted({ $in: [...from] }) },
        { $set: changesOf(move.action, to, of.at), $inc: { version: 1 } },
        { returnDocument: 'after', session: transaction },
      )
      .lean<AttendanceSession>()
    if (!moved) throw new Problem('state_conflict')
    const moveFact = sessionFact(of, moved, MOVE_FACTS[move.action], session.state, to, move.reason)
    await recordFacts(deps.db, [moveFact], transaction)
    return moved
  })
}

function changesOf(action: SessionAction, to: AttendanceSession['state'], at: Date): Partial<AttendanceSession> {
  if (action === 'close') return { state: to, closedAt: at }
  // A session that is opened again keeps its first opening: kept scans are judged by the whole window.
  return action === 'open' ? { state: to, openedAt: at } : { state: to, closedAt: null }
}

const sessionFact = (
  of: Circumstances,
  session: AttendanceSession,
  what: 'SessionPlanned' | 'SessionOpened' | 'SessionClosed',
  from: string | null,
  to: string,
  reason: string | null = null,
) =>
  fact(of, {
    what,
    subject: { kind: 'attendanceSession', id: String(session._id) },
    organizationId: String(session.organizationId),
    from,
    to,
    reason,
    details: { classId: String(session.classId) },
  })
