import { SESSION_LIFECYCLE, type SessionAction } from '@jijiao/shared/attendance'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type TrainingClass, touchOpenClass } from '../classes'
import { type AttendanceSession, type Geofence, sessionModel } from './attendance.model'
import { nameOf } from './class-names'

export type SessionPlan = {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly lateAfterMinutes: number
  readonly offlineLimitMinutes: number
  readonly geofence: Geofence | null
  /** Left out: as the class's rule says. */
  readonly scanOut?: boolean | undefined
  readonly remark: string | null
  readonly teacher?: AttendanceSession['teacher']
  readonly isTimetabled?: boolean
  /** Given where it must be the same on every machine, as in the demo world. */
  readonly id?: string
}

export async function planSession(
  deps: Deps,
  of: Circumstances,
  trainingClass: TrainingClass,
  plan: SessionPlan,
): Promise<AttendanceSession> {
  const session = newSession(trainingClass, plan)
  await inTransaction(deps.db, async (transaction) => {
    await touchOpenClass(deps, trainingClass._id, transaction)
    await insertSessions(deps, of, [session], transaction)
  })
  return session
}

export const newSession = (
  trainingClass: TrainingClass,
  { id, scanOut, teacher = null, isTimetabled = false, ...plan }: SessionPlan,
): AttendanceSession => ({
  _id: new Types.ObjectId(id),
  classId: trainingClass._id,
  organizationId: trainingClass.organizationId,
  ...nameOf(trainingClass),
  ...plan,
  scanOut: scanOut ?? trainingClass.attendanceRule.scanOut,
  teacher,
  isTimetabled,
  isSealed: false,
  state: 'planned',
  openedAt: null,
  closedAt: null,
  wrongDigits: 0,
  version: 1,
})

/** In a transaction that has touched the open class. */
export async function insertSessions(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  sessions: readonly AttendanceSession[],
  transaction: ClientSession,
): Promise<void> {
  if (sessions.length === 0) return
  await sessionModel(deps.db).insertMany([...sessions], { session: transaction })
  const facts = sessions.map((session) => sessionFact(of, session, 'SessionPlanned', null, 'planned'))
  await recordFacts(deps.db, facts, transaction)
}

/** Cancels roll calls that are still planned, in a transaction that has touched or moved their class. */
export async function cancelSessions(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { sessions, reason }: { readonly sessions: readonly AttendanceSession[]; readonly reason: string | null },
  transaction: ClientSession,
): Promise<void> {
  if (sessions.length === 0) return
  const { from, to } = SESSION_LIFECYCLE.cancel
  const cancelled = await sessionModel(deps.db).updateMany(
    { _id: trusted({ $in: sessions.map(({ _id }) => _id) }), state: trusted({ $in: [...from] }) },
    { $set: { state: to }, $inc: { version: 1 } },
    { session: transaction },
  )
  if (cancelled.modifiedCount !== sessions.length) throw new Problem('state_conflict')
  const facts = sessions.map((session) => sessionFact(of, session, 'SessionCancelled', session.state, to, reason))
  await recordFacts(deps.db, facts, transaction)
}

type Ended = { readonly classId: Types.ObjectId; readonly reason: string | null }

/**
 * Ends the roll calls of a class in the transaction that ends the class: planned ones are cancelled, open ones closed,
 * and none takes anything more. Answers those cancelled.
 */
export async function endSessions(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { classId, reason }: Ended,
  transaction: ClientSession,
): Promise<AttendanceSession[]> {
  const unfinished = await sessionModel(deps.db)
    .find({ classId, state: trusted({ $in: ['planned', 'open'] }) }, null, { session: transaction })
    .lean<AttendanceSession[]>()
  const planned = unfinished.filter(({ state }) => state === 'planned')
  const open = unfinished.filter(({ state }) => state === 'open')
  await cancelSessions(deps, of, { sessions: planned, reason }, transaction)
  await sessionModel(deps.db).updateMany(
    { classId, state: 'open' },
    { $set: { state: 'closed', closedAt: of.at }, $inc: { version: 1 } },
    { session: transaction },
  )
  const facts = open.map((session) => sessionFact(of, session, 'SessionClosed', 'open', 'closed', reason))
  await recordFacts(deps.db, facts, transaction)
  await sessionModel(deps.db).updateMany({ classId }, { $set: { isSealed: true } }, { session: transaction })
  return planned
}

/** In the transaction that opens a closed class again. */
export async function unsealSessions(
  deps: Pick<Deps, 'db'>,
  classId: Types.ObjectId,
  transaction: ClientSession,
): Promise<void> {
  await sessionModel(deps.db).updateMany({ classId }, { $set: { isSealed: false } }, { session: transaction })
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
    const open = move.action === 'close' ? null : await touchOpenClass(deps, session.classId, transaction)
    const moved = await sessionModel(deps.db)
      .findOneAndUpdate(
        { _id: session._id, state: trusted({ $in: [...from] }) },
        { $set: { ...changesOf(move.action, to, of.at), ...(open && nameOf(open)) }, $inc: { version: 1 } },
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

export const sessionFact = (
  of: Circumstances,
  session: AttendanceSession,
  what: 'SessionPlanned' | 'SessionChanged' | 'SessionOpened' | 'SessionClosed' | 'SessionCancelled',
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
