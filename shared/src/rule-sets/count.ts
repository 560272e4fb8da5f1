import { COURSE_CATEGORIES, type CourseCategory } from '../classes/constants'
import type { RuleSet } from './select'

/** A person's hours of one year, summed by category and study mode. */
export type HoursLine = {
  readonly category: CourseCategory
  /** `null`: not known, as of old records; no ceiling concerns it. */
  readonly studyMode: string | null
  readonly recognizedTenths: number
  /** Declared and not yet decided. */
  readonly pendingTenths: number
}

type ByCategory = Readonly<Record<CourseCategory, number>>

export type CountedHours = {
  /** After ceilings and carrying over. */
  readonly own: ByCategory
  /** The same, with what stands in from other categories. */
  readonly categories: ByCategory
  readonly totalTenths: number
}

/** What of the hours counts. Every step only adds or takes a minimum: more hours never count less. */
export function countHours(
  ruleSet: RuleSet,
  needs: ByCategory,
  hours: readonly HoursLine[],
  tenthsOf: (line: HoursLine) => number,
  carried: Readonly<Partial<ByCategory>> = {},
): CountedHours {
  const within = (category: CourseCategory, studyMode: string | null, tenths: number) =>
    ruleSet.ceilings
      .filter((ceiling) => ceiling.category === category && ceiling.studyMode === studyMode)
      .reduce((least, { capTenths }) => Math.min(least, capTenths), tenths)
  const cells = sumCells(hours, tenthsOf).map((cell) => ({
    ...cell,
    tenths: within(cell.category, cell.studyMode, cell.tenths),
  }))

  const again = eachCategory((category) => Math.min(carried[category] ?? 0, ruleSet.carryOver?.capTenths ?? 0))
  const own = eachCategory((category) => {
    const cap = ruleSet.categories.find(({ code }) => code === category)?.capTenths ?? Number.POSITIVE_INFINITY
    const earned = cells.reduce((sum, cell) => (cell.category === category ? sum + cell.tenths : sum), 0)
    return Math.min(cap, earned + again[category])
  })

  const categories = { ...own }
  const over = eachCategory((category) => Math.max(0, own[category] - needs[category]))
  for (const { from, to, capTenths } of ruleSet.substitutions) {
    const moved = Math.min(over[from], capTenths, Math.max(0, needs[to] - categories[to]))
    over[from] -= moved
    categories[to] += moved
  }

  return { own, categories, totalTenths: totalOf(ruleSet, cells, own, again) }
}

type Cell = { readonly category: CourseCategory; readonly studyMode: string | null; readonly tenths: number }

/** A ceiling is meant for the sum, however many lines it comes in. */
function sumCells(hours: readonly HoursLine[], tenthsOf: (line: HoursLine) => number): Cell[] {
  const cells = new Map<string, Cell>()
  for (const line of hours) {
    const key = `${line.category} ${line.studyMode}`
    const tenths = (cells.get(key)?.tenths ?? 0) + tenthsOf(line)
    cells.set(key, { category: line.category, studyMode: line.studyMode, tenths })
  }
  return [...cells.values()]
}

/**
 * A ceiling over all categories lowers the total alone: spread over the categories it would let an hour in one of them
 * take an hour from another.
 */
function totalOf({ ceilings }: RuleSet, cells: readonly Cell[], own: ByCategory, again: ByCategory): number {
  const sum = (of: ByCategory) => COURSE_CATEGORIES.reduce((all, category) => all + of[category], 0)
  const ofMode = new Map<string | null, number>()
  for (const { studyMode, tenths } of cells) ofMode.set(studyMode, (ofMode.get(studyMode) ?? 0) + tenths)
  const limited = [...ofMode].map(([studyMode, tenths]) =>
    ceilings
      .filter((ceiling) => ceiling.category === null && ceiling.studyMode === studyMode)
      .reduce((least, { capTenths }) => Math.min(least, capTenths), tenths),
  )
  return Math.min(
    sum(own),
    limited.reduce((all, tenths) => all + tenths, sum(again)),
  )
}

const eachCategory = (tenthsOf: (category: CourseCategory) => number): Record<CourseCategory, number> => ({
  public: tenthsOf('public'),
  professional: tenthsOf('professional'),
  elective: tenthsOf('elective'),
})
