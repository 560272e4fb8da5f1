import type { CourseCategory } from '../classes/constants'
import { enclosingRegionCodes } from '../regions'
import type { Recogniser } from './constants'
import type { RelativeDay, RuleSetContent, RuleSetYears } from './fields'

/** For whom and when a rule set holds, and which it is. */
export type RuleSetScope = {
  /** Stays with all its versions. */
  readonly key: string
  readonly version: number
  /** `null`: the nation. */
  readonly regionCode: string | null
  readonly years: RuleSetYears
  /** GB/T 8561; `null`: any. */
  readonly series: string | null
  /** Whether an administrator has confirmed it. */
  readonly verified: boolean
}

export type RuleSet = RuleSetScope & RuleSetContent

/** What a rule set says, without for whom and which it is. */
export const ruleSetContentOf = (set: RuleSetContent): RuleSetContent => ({
  unit: set.unit,
  hasMinima: set.hasMinima,
  categories: set.categories,
  totalTenths: set.totalTenths,
  ceilings: set.ceilings,
  checks: set.checks,
  carryOver: set.carryOver,
  substitutions: set.substitutions,
  recognisers: set.recognisers,
  exemptions: set.exemptions,
  equivalents: set.equivalents,
  basis: set.basis,
})

/** What a certificate freezes. */
export type RuleSetVersion = Pick<RuleSet, 'key' | 'version'>
export const ruleSetVersionText = ({ key, version }: RuleSetVersion) => `${key}@${version}`

export type RuleSetQuery = {
  readonly regionCode: string
  readonly year: number
  readonly series: string | null
}

/** The most specific one: county before city before province before nation, then a series before any, then the later one. */
export function selectRuleSet<S extends RuleSetScope>(
  sets: readonly S[],
  { regionCode, year, series }: RuleSetQuery,
): S | undefined {
  const around = enclosingRegionCodes(regionCode)
  const rank = (set: S) =>
    (set.regionCode === null ? 0 : around.indexOf(set.regionCode) + 1) * 2 + (set.series === null ? 0 : 1)
  return sets
    .filter(
      (set) =>
        (set.regionCode === null || around.includes(set.regionCode)) &&
        set.years.from <= year &&
        (set.years.to === null || year <= set.years.to) &&
        (set.series === null || set.series === series),
    )
    .sort((a, b) => rank(b) - rank(a) || b.years.from - a.years.from)[0]
}

export type PersonRuleSetQuery = Omit<RuleSetQuery, 'series'> & { readonly series: readonly string[] }

/**
 * Of somebody with several series the one that asks for most in all: whoever meets that can show the year to each of
 * them. Of equals the first one, in the order of the profile.
 */
export function selectForPerson<S extends RuleSet>(
  sets: readonly S[],
  { series, ...query }: PersonRuleSetQuery,
): S | undefined {
  const candidates = (series.length > 0 ? series : [null]).flatMap(
    (one) => selectRuleSet(sets, { ...query, series: one }) ?? [],
  )
  return candidates.sort((a, b) => b.totalTenths - a.totalTenths)[0]
}

/** Who recognises hours of a category for somebody of these series; the unit where nothing is said. */
export function recogniserOf(
  { recognisers }: Pick<RuleSet, 'recognisers'>,
  { category, series }: { readonly category: CourseCategory; readonly series: readonly string[] },
): Recogniser {
  const rank = (line: RuleSet['recognisers'][number]) => (line.series ? 2 : 0) + (line.category ? 1 : 0)
  const [best] = recognisers
    .filter(
      (line) =>
        (line.category === null || line.category === category) &&
        (line.series === null || line.series.some((one) => series.includes(one))),
    )
    .sort((a, b) => rank(b) - rank(a))
  return best?.by ?? 'unit'
}

/** The calendar day that a rule means in a year. */
export const dayIn = (year: number, day: RelativeDay | null): string =>
  day === null ? `${year}-12-31` : `${year + day.yearOffset}-${day.monthDay}`

/** The hours of so many papers, patents or degrees. */
export function equivalentTenths({ equivalents }: Pick<RuleSet, 'equivalents'>, code: string, count: number): number {
  const found = equivalents.find((equivalent) => equivalent.code === code)
  if (!found) return 0
  return Math.min(found.tenthsEach * count, found.capTenths ?? Number.POSITIVE_INFINITY)
}

/** The most that one calendar day may give a person over all records; `null`: no ceiling. */
export const dayCeilingTenths = ({ unit }: Pick<RuleSet, 'unit'>): number | null =>
  unit.dayIsCap ? unit.tenthsPerDay : null
