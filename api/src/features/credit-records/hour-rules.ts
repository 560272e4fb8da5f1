import type { CourseCategory } from '@jijiao/shared/classes'
import type { RecordDecider } from '@jijiao/shared/credit-records'
import type { Deps } from '../../deps'

export type HourRules = {
  /** The most that one calendar day gives a person; `null`: no ceiling. */
  readonly tenthsPerDay: number | null
  recogniserOf(category: CourseCategory, series: readonly string[]): RecordDecider
}

/** The rules that hold for records of a year in a region. */
export async function hourRulesFor(
  _deps: Pick<Deps, 'db'>,
  _of: { readonly regionCode: string; readonly year: number; readonly series: readonly string[] },
): Promise<HourRules> {
  return { tenthsPerDay: 80, recogniserOf: (category) => (category === 'public' ? 'hrAuthority' : 'unit') }
}
