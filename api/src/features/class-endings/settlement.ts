import { attendedMinutes, lacksLeaving, minutesOf } from '@jijiao/shared/attendance'
import type { ClassOutcome, ClosingBlocker } from '@jijiao/shared/class-endings'
import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { type AttendanceMark, type AttendanceSession, markModel, sessionModel } from '../attendance'
import { type Enrollment, enrollmentModel, type TrainingClass } from '../classes'
import { leaveRequestModel } from '../leave-requests'

/** What a class comes to for one of its trainees, by the class's own rule. */
export type Settled = {
  readonly enrollment: Enrollment
  readonly attendedMinutes: number
  readonly sharePercent: number | null
  readonly lackingLeaving: number
  /** Why there are no hours; `null`: the class gives them. */
  readonly refusal: ClassOutcome | null
}

export type Settlement = {
  readonly blockers: readonly { readonly kind: ClosingBlocker; readonly count: number }[]
  readonly heldMinutes: number
  /** In the order of the names' pinyin. */
  readonly rows: readonly Settled[]
}

type Counted = Pick<AttendanceMark, 'sessionId' | 'traineeId' | 'state' | 'source' | 'markedAt' | 'leftAt' | 'decision'>

/** Reads a class whole, each collection by one index range; in a transaction as of its snapshot. */
export async function settle(
  deps: Pick<Deps, 'db'>,
  trainingClass: TrainingClass,
  session?: ClientSession,
): Promise<Settlement> {
  const { _id: classId } = trainingClass
  const within = session ? { session } : {}
  const sessions = await sessionModel(deps.db)
    .find({ classId, state: trusted({ $in: ['open', 'closed'] }) }, null, within)
    .lean<AttendanceSession[]>()
  const sessionIds = sessions.map(({ _id }) => _id)
  const enrollments = await enrollmentModel(deps.db)
    .find({ classId }, null, within)
    .sort({ 'nameKeys.pinyin': 1, _id: 1 })
    .lean<Enrollment[]>()
  const marks = await readMarks(deps, sessionIds, within)
  const pendingLeave = await leaveRequestModel(deps.db).countDocuments(
    { classId, state: 'pending', sessionId: trusted({ $in: sessionIds }) },
    within,
  )
  const heldMinutes = sessions.reduce((sum, held) => sum + minutesOf(held), 0)
  const rows = enrollments.map((enrollment) => settleRow(trainingClass, sessions, heldMinutes, { enrollment, marks }))
  const counts: Record<ClosingBlocker, number> = {
    missingResults: enrollments.filter(({ assessment }) => !assessment).length,
    openSessions: sessions.filter(({ state }) => state === 'open').length,
    undecidedScans: [...marks.values()].filter(({ decision }) => decision === 'pending').length,
    pendingLeave,
    noRollCall: trainingClass.attendanceRule.leastSharePercent > 0 && heldMinutes === 0 ? 1 : 0,
  }
  const blockers = (Object.keys(counts) as ClosingBlocker[])
    .map((kind) => ({ kind, count: counts[kind] }))
    .filter(({ count }) => count > 0)
  return { blockers, heldMinutes, rows }
}

const keyOf = (sessionId: Types.ObjectId, traineeId: Types.ObjectId) => `${sessionId}:${traineeId}`

async function readMarks(deps: Pick<Deps, 'db'>, sessionIds: readonly Types.ObjectId[], within: object) {
  if (sessionIds.length === 0) return new Map<string, Counted>()
  const fields = { sessionId: 1, traineeId: 1, state: 1, source: 1, markedAt: 1, leftAt: 1, decision: 1 }
  const found = await markModel(deps.db)
    .find({ sessionId: trusted({ $in: [...sessionIds] }) }, fields, within)
    .lean<Counted[]>()
  return new Map(found.map((mark) => [keyOf(mark.sessionId, mark.traineeId), mark]))
}

function settleRow(
  { attendanceRule, creditHourTenths }: TrainingClass,
  sessions: readonly AttendanceSession[],
  heldMinutes: number,
  { enrollment, marks }: { readonly enrollment: Enrollment; readonly marks: ReadonlyMap<string, Counted> },
): Settled {
  let attended = 0
  let lackingLeaving = 0
  for (const held of sessions) {
    const mark = marks.get(keyOf(held._id, enrollment.traineeId))
    attended += attendedMinutes(held, mark, attendanceRule)
    if (mark && lacksLeaving(held, mark)) lackingLeaving += 1
  }
  const { leastSharePercent } = attendanceRule
  const isBelow = attended * 100 < heldMinutes * leastSharePercent
  return {
    enrollment,
    attendedMinutes: attended,
    sharePercent: heldMinutes === 0 ? null : Math.floor((attended * 100) / heldMinutes),
    lackingLeaving,
    refusal: refusalOf(enrollment, { isBelow, creditHourTenths }),
  }
}

function refusalOf(
  { assessment }: Enrollment,
  { isBelow, creditHourTenths }: { readonly isBelow: boolean; readonly creditHourTenths: number },
): ClassOutcome | null {
  if (!assessment) return 'noResult'
  if (assessment.result === 'failed') return 'failed'
  if (isBelow) return 'belowLeastShare'
  return creditHourTenths === 0 ? 'noCreditHours' : null
}
