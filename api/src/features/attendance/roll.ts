import type { MarkFlag, RollRow } from '@jijiao/shared/attendance'
import { labelOf, PROFESSIONAL_QUALIFICATIONS } from '@jijiao/shared/codes'
import { maskPhone } from '@jijiao/shared/identifiers'
import { Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { traineeModel } from '../affiliations'
import { enrollmentModel } from '../classes'
import { type AttendanceMark, type AttendanceSession, markModel } from './attendance.model'
import { presentMark } from './attendance.presenter'
import { sharedDevices } from './counts'

export type RollFilter = 'all' | 'arrived' | 'missing' | 'flagged'
type Query = { readonly cursor?: string | undefined; readonly limit: number; readonly show: RollFilter }
type Entry = { traineeId: Types.ObjectId; mark: AttendanceMark | null; isEnrolled: boolean }

/**
 * A page of the roll in the order of trainee ids. Marks of people who were withdrawn since are evidence and stay on it.
 * The marks of one session are read whole (an index range, one class); names and phones only for the page.
 */
export async function readRoll(deps: Deps, session: AttendanceSession, query: Query) {
  const [enrolled, marks, shared] = await Promise.all([
    enrollmentModel(deps.db)
      .find({ classId: session.classId }, { traineeId: 1 })
      .lean<{ traineeId: Types.ObjectId }[]>(),
    markModel(deps.db).find({ sessionId: session._id }, { facts: 0 }).lean<AttendanceMark[]>(),
    sharedDevices(deps, session._id),
  ])
  const entries = new Map<string, Entry>()
  for (const { traineeId } of enrolled) entries.set(String(traineeId), { traineeId, mark: null, isEnrolled: true })
  for (const mark of marks) {
    const isEnrolled = entries.has(String(mark.traineeId))
    entries.set(String(mark.traineeId), { traineeId: mark.traineeId, mark, isEnrolled })
  }
  const isShared = (mark: AttendanceMark) => mark.device !== null && shared.has(mark.device)
  const matching = [...entries]
    .filter(([key]) => query.cursor === undefined || key > query.cursor)
    .filter(([, entry]) => matches(entry, query.show, isShared))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const shown = matching.slice(0, query.limit)
  return {
    data: await presentRows(
      deps,
      shown.map(([, entry]) => entry),
      isShared,
    ),
    nextCursor: matching.length > shown.length ? (shown.at(-1)?.[0] ?? null) : null,
  }
}

function matches({ mark }: Entry, show: RollFilter, isShared: (mark: AttendanceMark) => boolean): boolean {
  const isArrived = mark?.state === 'present' || mark?.state === 'late'
  switch (show) {
    case 'all':
      return true
    case 'arrived':
      return isArrived
    case 'missing':
      return !isArrived
    case 'flagged':
      return mark !== null && (mark.flags.length > 0 || mark.decision === 'pending' || isShared(mark))
  }
}

async function presentRows(
  deps: Deps,
  entries: readonly Entry[],
  isShared: (mark: AttendanceMark) => boolean,
): Promise<RollRow[]> {
  const trainees = await traineeModel(deps.db)
    .find({ _id: trusted({ $in: entries.map(({ traineeId }) => traineeId) }) })
    .lean()
  const byId = new Map(trainees.map((trainee) => [String(trainee._id), trainee]))
  return entries.map(({ traineeId, mark, isEnrolled }) => {
    const trainee = byId.get(String(traineeId))
    const extraFlags: MarkFlag[] = mark && isShared(mark) ? ['sharedDevice'] : []
    return {
      traineeId: String(traineeId),
      name: trainee?.name ?? '',
      maskedPhone: trainee?.sealedPhone ? maskPhone(deps.vault.open('phone', trainee.sealedPhone)) : null,
      qualification: labelOf(PROFESSIONAL_QUALIFICATIONS, trainee?.qualification) ?? null,
      isEnrolled,
      mark: mark && presentMark(mark, extraFlags),
    }
  })
}
