import { MARK_STATE_LABELS, type MarkState } from '@jijiao/shared/attendance'
import type { ClientSession, Types } from 'mongoose'
import type { Deps } from '../../deps'
import { minuteInChina, type Notice, noticeTo } from '../../outbox'
import { enrollmentModel } from '../classes'
import type { AttendanceMark, AttendanceSession } from './attendance.model'

type Held = Pick<AttendanceSession, 'classId' | 'className' | 'startsAt'>
type Corrected = { readonly state: MarkState; readonly reason: string | null }

const linkTo = (classId: Types.ObjectId) => ({ page: 'class', params: { classId: String(classId) } }) as const
const lessonOf = ({ className, startsAt }: Held) => ({ className, sessionTime: minuteInChina(startsAt) })

/** The trainee learns of another mark than before; a correction that leaves it as it was is nobody's news. */
export function correctionNotices(
  session: Held,
  { traineeId, state: before }: Pick<AttendanceMark, 'traineeId' | 'state'>,
  { state, reason }: Corrected,
): Notice[] {
  if (state === before) return []
  const data = { ...lessonOf(session), mark: MARK_STATE_LABELS[state], reason }
  const told = { kind: 'markCorrected', data, link: linkTo(session.classId) } as const
  return [noticeTo({ traineeId: String(traineeId) }, told)]
}

export function lateScanNotice(
  session: Held,
  { traineeId }: Pick<AttendanceMark, 'traineeId'>,
  { state, isAccepted, reason }: Corrected & { readonly isAccepted: boolean },
): Notice {
  const to = { traineeId: String(traineeId), link: linkTo(session.classId) }
  const lesson = lessonOf(session)
  return isAccepted
    ? { ...to, kind: 'lateScanAccepted', data: { ...lesson, mark: MARK_STATE_LABELS[state] } }
    : { ...to, kind: 'lateScanRefused', data: { ...lesson, reason } }
}

/** Everybody who is enrolled learns that the lessons are others than before. */
export const timetableNotices = (
  deps: Pick<Deps, 'db'>,
  { _id: classId, name: className }: { readonly _id: Types.ObjectId; readonly name: string },
  transaction: ClientSession,
): Promise<Notice[]> =>
  toEnrolled(deps, classId, { kind: 'timetableChanged', data: { className }, link: linkTo(classId) }, transaction)

export const cancellationNotices = (
  deps: Pick<Deps, 'db'>,
  session: Held,
  reason: string,
  transaction: ClientSession,
): Promise<Notice[]> =>
  toEnrolled(
    deps,
    session.classId,
    { kind: 'sessionCancelled', data: { ...lessonOf(session), reason }, link: linkTo(session.classId) },
    transaction,
  )

async function toEnrolled<K extends Notice['kind']>(
  deps: Pick<Deps, 'db'>,
  classId: Types.ObjectId,
  told: Parameters<typeof noticeTo<K>>[1],
  transaction: ClientSession,
): Promise<Notice[]> {
  const enrolled = await enrollmentModel(deps.db)
    .find({ classId }, { traineeId: 1 }, { session: transaction })
    .lean<{ traineeId: Types.ObjectId }[]>()
  return enrolled.map(({ traineeId }) => noticeTo({ traineeId: String(traineeId) }, told))
}
