import { dayInChina } from '../credit-records/rules'
import { type ApprovalKind, WORKING_DAYS_ALLOWED } from './constants'

const MS_PER_DAY = 86_400_000

/** What the State Council announces for a year: days off, and weekends that are worked instead. */
export type HolidayTable = {
  readonly daysOff: ReadonlySet<string>
  readonly makeUpDays: ReadonlySet<string>
}

const instantOf = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayAfter = (day: string) => new Date(instantOf(day) + MS_PER_DAY).toISOString().slice(0, 10)

/** In a year that the table does not know, Monday to Friday. */
export function isWorkingDay(day: string, { daysOff, makeUpDays }: HolidayTable): boolean {
  if (daysOff.has(day)) return false
  if (makeUpDays.has(day)) return true
  const weekday = new Date(instantOf(day)).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The last of so many working days, of which the first is the one after `day`. */
export function workingDaysAfter(day: string, count: number, table: HolidayTable): string {
  let last = day
  for (let left = count; left > 0; ) {
    last = dayAfter(last)
    if (isWorkingDay(last, table)) left -= 1
  }
  return last
}

export type Asked = {
  readonly kind: ApprovalKind
  readonly askedAt: Date
  /** The day on which it has no sense any more, as with leave. */
  readonly neededOn: string | null
}

/** By when a thing should be decided, and how it stands with that at `now`. */
export function dueOf({ kind, askedAt, neededOn }: Asked, table: HolidayTable, now: Date) {
  const [askedOn, today] = [dayInChina(askedAt), dayInChina(now)]
  const allowed = workingDaysAfter(askedOn, WORKING_DAYS_ALLOWED[kind], table)
  const dueOn = neededOn !== null && neededOn < allowed ? neededOn : allowed
  return {
    dueOn,
    isOverdue: today > dueOn,
    waitingDays: Math.max(0, (instantOf(today) - instantOf(askedOn)) / MS_PER_DAY),
  }
}
