import type { TimetableOutcome } from '@jijiao/shared/timetables'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { notify } from '../../outbox'
import {
  type AttendanceSession,
  cancellationNotices,
  cancelSessions,
  insertSessions,
  namedBy,
  newSession,
  type SessionPlan,
  sessionFact,
  sessionModel,
  timetableNotices,
} from '../attendance'
import { classModel, type TrainingClass, touchRunningClass, whileRunning } from '../classes'
import { lapseLeave } from '../leave-requests'
import { teachersOfUnit } from '../teachers'

type Entry = {
  readonly startsAt: string
  readonly endsAt: string
  readonly remark: string | null
  readonly teacherId?: string | null | undefined
}
type Given = Pick<SessionPlan, 'lateAfterMinutes' | 'offlineLimitMinutes' | 'geofence' | 'scanOut'> & {
  readonly trainingClass: TrainingClass
  readonly version: number
  readonly entries: readonly Entry[]
}

/**
 * Makes the planned roll calls of a class those of its timetable. One that begins at the same time is kept and brought
 * up to date, others are planned or cancelled; what was opened before, and what was planned by hand, stays.
 */
export async function setTimetable(deps: Deps, of: Circumstances, given: Given): Promise<TimetableOutcome> {
  const { _id: classId } = given.trainingClass
  return inTransaction(deps.db, async (transaction) => {
    const claimed = await claimClass(deps, classId, given.version, transaction)
    const wanted = await wantedSessions(deps, claimed, given, transaction)
    const existing = await sessionModel(deps.db)
      .find({ classId, isTimetabled: true, state: trusted({ $ne: 'cancelled' }) }, null, { session: transaction })
      .lean<AttendanceSession[]>()
    const byStart = new Map(existing.map((session) => [session.startsAt.getTime(), session]))
    const fresh = wanted.filter(({ startsAt }) => !byStart.has(startsAt.getTime()))
    const wantedStarts = new Set(wanted.map(({ startsAt }) => startsAt.getTime()))
    const gone = existing.filter((one) => one.state === 'planned' && !wantedStarts.has(one.startsAt.getTime()))
    const changed = wanted.flatMap((session) => {
      const standing = byStart.get(session.startsAt.getTime())
      return standing?.state === 'planned' && differs(standing, session) ? [{ standing, session }] : []
    })
    await insertSessions(deps, of, fresh, transaction)
    await cancelPlannedSessions(deps, of, { sessions: gone, reason: null }, transaction)
    await changeSessions(deps, of, changed, transaction)
    if (fresh.length + changed.length + gone.length > 0) {
      await notify(deps, of, await timetableNotices(deps, claimed, transaction), transaction)
    }
    return {
      planned: fresh.length,
      changed: changed.length,
      cancelled: gone.length,
      unchanged: wanted.length - fresh.length - changed.length,
    }
  })
}

/** Cancels planned roll calls and lets lapse what was asked of them, in a transaction that holds their class. */
export async function cancelPlannedSessions(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  given: { readonly sessions: readonly AttendanceSession[]; readonly reason: string | null },
  transaction: ClientSession,
): Promise<void> {
  const ids = given.sessions.map(({ _id }) => _id)
  await cancelSessions(deps, of, given, transaction)
  await lapseLeave(deps, of, ids, transaction)
}

export async function cancelSession(
  deps: Deps,
  of: Circumstances,
  { _id, classId }: Pick<AttendanceSession, '_id' | 'classId'>,
  reason: string,
): Promise<void> {
  await inTransaction(deps.db, async (transaction) => {
    const trainingClass = await touchRunningClass(deps, classId, transaction)
    const planned = await sessionModel(deps.db)
      .findOne({ _id, state: 'planned' }, null, { session: transaction })
      .lean<AttendanceSession | null>()
    if (!planned) throw new Problem('session_not_planned')
    await cancelPlannedSessions(deps, of, { sessions: [planned], reason }, transaction)
    // It was planned under the name that the class had then.
    const notices = await cancellationNotices(deps, namedBy(trainingClass, planned), reason, transaction)
    await notify(deps, of, notices, transaction)
  })
}

/** Before the class opens or after; whoever else works on its roll calls at the same time waits or repeats. */
async function claimClass(deps: Deps, classId: Types.ObjectId, version: number, transaction: ClientSession) {
  const claimed = await classModel(deps.db)
    .findOneAndUpdate(
      { _id: classId, ...whileRunning(), version },
      { $inc: { version: 1 } },
      { returnDocument: 'after', session: transaction },
    )
    .lean<TrainingClass | null>()
  if (claimed) return claimed
  const exists = await classModel(deps.db)
    .exists({ _id: classId, ...whileRunning() })
    .session(transaction)
  throw new Problem(exists ? 'state_conflict' : 'class_ended')
}

async function wantedSessions(
  deps: Deps,
  trainingClass: TrainingClass,
  { entries, lateAfterMinutes, offlineLimitMinutes, geofence, scanOut }: Given,
  transaction: ClientSession,
): Promise<AttendanceSession[]> {
  const ids = entries.flatMap(({ teacherId }) => (teacherId ? [new Types.ObjectId(teacherId)] : []))
  const teachers = await teachersOfUnit(deps, trainingClass.organizationId, ids, transaction)
  return entries.map(({ startsAt, endsAt, remark, teacherId }) => {
    const teacher = teacherId ? teachers.get(teacherId) : null
    if (teacher === undefined || teacher?.state === 'disabled') throw new Problem('teacher_not_available')
    return newSession(trainingClass, {
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      remark,
      teacher: teacher && { teacherId: teacher._id, name: teacher.name },
      lateAfterMinutes,
      offlineLimitMinutes,
      geofence,
      scanOut,
      isTimetabled: true,
    })
  })
}

/** What a timetable says of a roll call besides its start. */
const plannedContent = (session: AttendanceSession) => ({
  endsAt: session.endsAt,
  remark: session.remark,
  teacher: session.teacher,
  lateAfterMinutes: session.lateAfterMinutes,
  offlineLimitMinutes: session.offlineLimitMinutes,
  geofence: session.geofence,
  scanOut: session.scanOut,
})

const differs = (a: AttendanceSession, b: AttendanceSession) =>
  JSON.stringify(plannedContent(a)) !== JSON.stringify(plannedContent(b))

type Change = { readonly standing: AttendanceSession; readonly session: AttendanceSession }

async function changeSessions(
  deps: Deps,
  of: Circumstances,
  changes: readonly Change[],
  transaction: ClientSession,
): Promise<void> {
  if (changes.length === 0) return
  const written = await sessionModel(deps.db).bulkWrite(
    changes.map(({ standing, session }) => ({
      updateOne: {
        filter: { _id: standing._id, state: 'planned', version: standing.version },
        update: { $set: plannedContent(session), $inc: { version: 1 } },
      },
    })),
    { session: transaction },
  )
  if (written.matchedCount !== changes.length) throw new Problem('state_conflict')
  const facts = changes.map(({ standing }) => sessionFact(of, standing, 'SessionChanged', 'planned', 'planned'))
  await recordFacts(deps.db, facts, transaction)
}
