import type { CourseCategory } from '@jijiao/shared/classes'
import { dayCeilingTenths, type Recogniser, recogniserOf } from '@jijiao/shared/rule-sets'
import type { ClientSession } from 'mongoose'
import type { Deps } from '../../deps'
import { ruleSetForPerson } from '../rule-sets'

/** What a rule set says of a single record. */
export type HourRules = {
  /** What a day of study counts at most; `null`: not laid down. */
  readonly tenthsPerDay: number | null
  /** The most that one calendar day gives a person over all records; `null`: no ceiling. */
  readonly dayCeilingTenths: number | null
  recogniserOf(category: CourseCategory): Recogniser
}

type RulesOf = { readonly regionCode: string; readonly year: number; readonly series: readonly string[] }

/** The rules for records of a year and region, for somebody of these series; without a rule set the unit recognises. */
export async function hourRulesFor(deps: Pick<Deps, 'db'>, of: RulesOf, session?: ClientSession): Promise<HourRules> {
  const rules = await ruleSetForPerson(deps, of, session)
  if (!rules) return { tenthsPerDay: null, dayCeilingTenths: null, recogniserOf: () => 'unit' }
  return {
    tenthsPerDay: rules.unit.tenthsPerDay,
    dayCeilingTenths: dayCeilingTenths(rules),
    recogniserOf: (category) => recogniserOf(rules, { category, series: of.series }),
  }
}

/** The rules of each combination of region, year and series, looked up once. */
export function hourRulesOnce(deps: Pick<Deps, 'db'>, session?: ClientSession) {
  const known = new Map<string, Promise<HourRules>>()
  return (of: RulesOf): Promise<HourRules> => {
    const key = [of.regionCode, of.year, ...of.series].join()
    const rules = known.get(key) ?? hourRulesFor(deps, of, session)
    known.set(key, rules)
    return rules
  }
}
