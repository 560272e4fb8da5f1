import { normalizeSearchText } from '../text'
import { fieldChanges, shownText } from '../text/changes'
import { RECORD_FIELDS } from './constants'
import type { RecordChange, RecordContent } from './contract'

const MS_PER_DAY = 86_400_000
const CHINA_OFFSET_MS = 8 * 3_600_000

type Span = { readonly startsOn: string; readonly endsOn: string }

/** How many calendar days a span has; both ends count. */
export const calendarDays = ({ startsOn, endsOn }: Span) => (Date.parse(endsOn) - Date.parse(startsOn)) / MS_PER_DAY + 1

/** The calendar day in China. */
export const dayInChina = (at: Date) => new Date(at.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10)

/** The year that a record belongs to unless a reason is given: that of its last day. */
export const yearOfDay = (day: string) => Number(day.slice(0, 4))

/** What makes two courses the same: the name without its spaces, punctuation and width of letters. */
export const courseKeyOf = (courseName: string) => normalizeSearchText(courseName).replace(/[\s\p{P}\p{S}]/gu, '')

/** What a submission changed since the one before; codes stay codes, hours tenths. */
export const recordChanges = (before: RecordContent, after: RecordContent): RecordChange[] =>
  fieldChanges(RECORD_FIELDS, (field) => [shownText(before[field]), shownText(after[field])])

/** Hours that somebody earned, or would earn, within a span of days. */
export type TimedHours = Span & { readonly tenths: number }

export const overlaps = (one: Span, other: Span) => one.startsOn <= other.endsOn && other.startsOn <= one.endsOn

export type BrokenCeiling<T extends TimedHours> = Span & {
  readonly limitTenths: number
  /** What these days have already. */
  readonly earnedTenths: number
  readonly earnedBy: readonly T[]
}

/**
 * Whether hours fit under a day's ceiling beside all that is earned already. Nobody says on which of its days a record's
 * hours were earned, so they fit when they can be spread over the days at all: for no span of days may the records that
 * lie wholly within it have more than its days can hold (Hall's condition, so nothing else needs to be tried). Answers
 * the shortest span that would be too full; `null` when it fits.
 */
export function brokenCeiling<T extends TimedHours>(
  earned: readonly T[],
  candidate: TimedHours,
  tenthsPerDay: number,
): BrokenCeiling<T> | null {
  const all = [candidate, ...earned]
  const starts = new Set(all.map(({ startsOn }) => startsOn).filter((day) => day <= candidate.startsOn))
  const ends = new Set(all.map(({ endsOn }) => endsOn).filter((day) => day >= candidate.endsOn))
  let shortest: BrokenCeiling<T> | null = null
  for (const startsOn of starts) {
    for (const endsOn of ends) {
      const earnedBy = earned.filter((record) => record.startsOn >= startsOn && record.endsOn <= endsOn)
      const earnedTenths = earnedBy.reduce((sum, { tenths }) => sum + tenths, 0)
      const days = calendarDays({ startsOn, endsOn })
      const limitTenths = days * tenthsPerDay
      const isBroken = earnedTenths + candidate.tenths > limitTenths
      if (isBroken && (shortest === null || days < calendarDays(shortest))) {
        shortest = { startsOn, endsOn, limitTenths, earnedTenths, earnedBy }
      }
    }
  }
  return shortest
}
