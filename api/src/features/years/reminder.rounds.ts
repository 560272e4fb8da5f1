import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { dayIn, type RuleSet } from '@jijiao/shared/rule-sets'

const DAY_MS = 86_400_000
/** A rule may give time until so many years later. */
const YEARS_BACK = 5

/** People are reminded before a last day for hours of a year, so many days ahead. */
export type DueRound = { readonly year: number; readonly deadlineOn: string; readonly daysBefore: number }

const daysUntil = (today: string, day: string) => (Date.parse(day) - Date.parse(today)) / DAY_MS

/**
 * Which rounds should have begun by today, for last days that are still ahead, in a region or anywhere. Of two before the
 * same day the nearer one alone: what was missed is not made up for by two at once.
 */
export function roundsDue(
  sets: readonly RuleSet[],
  today: string,
  days: readonly number[],
  regionCode?: string,
): DueRound[] {
  const around = regionCode === undefined ? null : enclosingRegionCodes(regionCode)
  const thisYear = Number(today.slice(0, 4))
  const rounds = new Map<string, DueRound>()
  for (const set of sets) {
    if (!set.hasMinima || (around && set.regionCode !== null && !around.includes(set.regionCode))) continue
    for (let year = thisYear - YEARS_BACK; year <= thisYear; year += 1) {
      if (year < set.years.from || (set.years.to !== null && year > set.years.to)) continue
      for (const deadlineOn of lastDays(set, year)) {
        const left = daysUntil(today, deadlineOn)
        const reached = days.filter((day) => left >= 0 && left <= day)
        if (reached.length === 0) continue
        rounds.set(`${year} ${deadlineOn}`, { year, deadlineOn, daysBefore: Math.min(...reached) })
      }
    }
  }
  return [...rounds.values()]
}

/** Of the categories, and of the total, which is open as long as the longest of them. */
function lastDays({ categories }: Pick<RuleSet, 'categories'>, year: number): ReadonlySet<string> {
  const asked = categories.filter(({ minTenths }) => minTenths > 0)
  return new Set([dayIn(year, null), ...asked.map(({ deadline }) => dayIn(year, deadline))])
}
