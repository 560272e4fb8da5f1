import { formatCreditHours } from '@jijiao/shared/classes'
import {
  type BrokenCeiling,
  brokenCeiling,
  calendarDays,
  overlaps,
  type RecordFindingView,
  type TimedHours,
  yearOfDay,
} from '@jijiao/shared/credit-records'
import { type ClientSession, type Types, trusted } from 'mongoose'
import { groupedBy } from '../../db/grouped'
import type { Deps } from '../../deps'
import { type CreditRecord, creditRecordModel } from './record.model'

/** A recognised record, as far as others have to get along with it. */
export type EarnedRecord = TimedHours &
  Pick<CreditRecord, '_id' | 'traineeId' | 'courseName' | 'courseKey' | 'year' | 'classId'>

export type Candidate = TimedHours & Pick<CreditRecord, 'courseName' | 'courseKey' | 'year'>

const EARNED_FIELDS = {
  traineeId: 1,
  courseName: 1,
  courseKey: 1,
  year: 1,
  classId: 1,
  startsOn: 1,
  endsOn: 1,
  certifiedTenths: 1,
} as const

type Span = { readonly startsOn: string; readonly endsOn: string; readonly year: number }

/**
 * What these trainees have recognised around these spans of days, by trainee id. A record of another year than its days
 * is at most a few years off.
 */
export async function earnedAround(
  deps: Pick<Deps, 'db'>,
  traineeIds: readonly Types.ObjectId[],
  spans: readonly Span[],
  session?: ClientSession,
): Promise<ReadonlyMap<string, EarnedRecord[]>> {
  const years = spans.flatMap(({ startsOn, endsOn, year }) => [yearOfDay(startsOn), yearOfDay(endsOn), year])
  const found = await creditRecordModel(deps.db)
    .find(
      {
        traineeId: trusted({ $in: [...traineeIds] }),
        state: 'recognized',
        year: trusted({ $gte: Math.min(...years) - YEARS_AROUND, $lte: Math.max(...years) + YEARS_AROUND }),
      },
      EARNED_FIELDS,
      { session: session ?? null },
    )
    .lean<(Omit<EarnedRecord, 'tenths'> & { certifiedTenths: number })[]>()
  const earned = found.map(({ certifiedTenths, ...record }) => ({ ...record, tenths: certifiedTenths }))
  return groupedBy(earned, ({ traineeId }) => String(traineeId))
}
const YEARS_AROUND = 3

/** What speaks against recognising hours beside those that are earned; what refuses comes first. */
export function findingsAbout(
  earned: readonly EarnedRecord[],
  candidate: Candidate,
  tenthsPerDay: number | null,
): RecordFindingView[] {
  const findings: RecordFindingView[] = []
  const same = earned.find(({ courseKey, year }) => courseKey === candidate.courseKey && year === candidate.year)
  if (same) findings.push(sameCourse(same))
  const broken = tenthsPerDay === null ? null : brokenCeiling(earned, candidate, tenthsPerDay)
  if (broken) findings.push(dayCeiling(broken, candidate))
  const overlapping = earned.filter((record) => overlaps(record, candidate))
  if (overlapping.length > 0) findings.push(overlap(overlapping))
  return findings
}

const present = (records: readonly EarnedRecord[]) =>
  records.map(({ _id, courseName, startsOn, endsOn, tenths }) => ({
    id: String(_id),
    courseName,
    startsOn,
    endsOn,
    certifiedTenths: tenths,
  }))

const spanText = ({ startsOn, endsOn }: Pick<TimedHours, 'startsOn' | 'endsOn'>) =>
  startsOn === endsOn ? startsOn : `${startsOn} 至 ${endsOn}`

const titled = (record: EarnedRecord) => `《${record.courseName}》（${spanText(record)}）`

const sameCourse = (record: EarnedRecord): RecordFindingView => ({
  kind: 'sameCourse',
  isBlocking: true,
  explanation: `${record.year} 年度已认定同一课程${titled(record)}${formatCreditHours(record.tenths)} 学时，不能重复计算`,
  records: present([record]),
})

const dayCeiling = (broken: BrokenCeiling<EarnedRecord>, candidate: Candidate): RecordFindingView => {
  const days = calendarDays(broken)
  const limit = `${spanText(broken)} ${days === 1 ? '当天' : `共 ${days} 天`}最多 ${formatCreditHours(broken.limitTenths)} 学时`
  const earned = broken.earnedTenths > 0 ? `，已认定 ${formatCreditHours(broken.earnedTenths)} 学时` : ''
  return {
    kind: 'dayCeiling',
    isBlocking: true,
    explanation: `${limit}${earned}，再加 ${formatCreditHours(candidate.tenths)} 学时超过上限`,
    records: present(broken.earnedBy),
  }
}

const overlap = (records: readonly EarnedRecord[]): RecordFindingView => ({
  kind: 'overlap',
  isBlocking: false,
  explanation: `学习日期与${records.map(titled).join('、')}重叠，请核对`,
  records: present(records),
})
