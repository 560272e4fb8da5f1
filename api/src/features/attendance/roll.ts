import type { MarkFlag, RollRow } from '@jijiao/shared/attendance'
import { labelOf, PROFESSIONAL_QUALIFICATIONS } from '@jijiao/shared/codes'
import { maskPhone } from '@jijiao/shared/identifiers'
import { Types } from 'mongoose'
import type { Deps } from '../../deps'
import { traineesById } from '../affiliations'
import { type Enrollment, enrollmentModel } from '../classes'
import { type AttendanceMark, type AttendanceSession, markModel } from './attendance.model'
import { presentMark } from './attendance.presenter'
import { sharedDevices } from './counts'

export type RollFilter = 'all' | 'arrived' | 'missing' | 'flagged'
type Query = { readonly cursor?: string | undefined; readonly limit: number; readonly show: RollFilter }
type Enrolled = Pick<Enrollment, 'traineeId' | 'traineeName' | 'nameKeys'>
type Entry = {
  /** Position on the roll: by pinyin, then id; people who were withdrawn since come last. */
  readonly key: string
  readonly traineeId: string
  readonly enrolled: Enrolled | null
  readonly mark: AttendanceMark | null
}

/**
 * A page of the roll. Marks of people who were withdrawn since are evidence and stay on it. Enrolments and marks of the
 * one session are read whole, each by its index range; phones and qualifications only for the page.
 */
export async function readRoll(deps: Deps, session: AttendanceSession, query: Query) {
  const [enrolled, marks, shared] = await Promise.all([
    enrollmentModel(deps.db)
      .find({ classId: session.classId }, { traineeId: 1, traineeName: 1, nameKeys: 1 })
      .lean<Enrolled[]>(),
    markModel(deps.db).find({ sessionId: session._id }, { facts: 0 }).lean<AttendanceMark[]>(),
    sharedDevices(deps, session._id),
  ])
  const isShared = (mark: AttendanceMark) => mark.device !== null && shared.has(mark.device)
  const after = query.cursor === undefined ? null : Buffer.from(query.cursor, 'base64url').toString('utf8')
  const matching = entriesOf(enrolled, marks)
    .filter((entry) => (after === null || entry.key > after) && matches(entry, query.show, isShared))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const shown = matching.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    data: await presentRows(deps, shown, isShared),
    nextCursor: last && matching.length > shown.length ? Buffer.from(last.key).toString('base64url') : null,
  }
}

function entriesOf(enrolled: readonly Enrolled[], marks: readonly AttendanceMark[]): Entry[] {
  const markOf = new Map(marks.map((mark) => [String(mark.traineeId), mark]))
  const entries = enrolled.map((person): Entry => {
    const traineeId = String(person.traineeId)
    const mark = markOf.get(traineeId) ?? null
    markOf.delete(traineeId)
    return { key: `0 ${person.nameKeys.pinyin} ${traineeId}`, traineeId, enrolled: person, mark }
  })
  for (const [traineeId, mark] of markOf) entries.push({ key: `1 ${traineeId}`, traineeId, enrolled: null, mark })
  return entries
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
  const trainees = await traineesById(
    deps,
    entries.map(({ traineeId }) => new Types.ObjectId(traineeId)),
  )
  return entries.map(({ traineeId, enrolled, mark }) => {
    const trainee = trainees.get(traineeId)
    const extraFlags: MarkFlag[] = mark && isShared(mark) ? ['sharedDevice'] : []
    return {
      traineeId,
      name: trainee?.name ?? enrolled?.traineeName ?? '',
      maskedPhone: trainee?.sealedPhone ? maskPhone(deps.vault.open('phone', trainee.sealedPhone)) : null,
      qualification: labelOf(PROFESSIONAL_QUALIFICATIONS, trainee?.qualification) ?? null,
      isEnrolled: enrolled !== null,
      mark: mark && presentMark(mark, extraFlags),
    }
  })
}
