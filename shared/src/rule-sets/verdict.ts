import { COURSE_CATEGORIES, type CourseCategory } from '../classes/constants'
import type { CategoryState, YearStanding } from './constants'
import { type CountedHours, countHours, type HoursLine } from './count'
import { dayIn, type RuleSet, type RuleSetVersion } from './select'

export type CategoryVerdict = {
  readonly category: CourseCategory
  readonly state: CategoryState
  readonly needTenths: number
  /** Recognised, before any ceiling. */
  readonly haveTenths: number
  /** What counts of it: after ceilings, with what was carried over and what stands in from elsewhere. */
  readonly countedTenths: number
  readonly shortTenths: number
  /** Declared and not yet decided. */
  readonly pendingTenths: number
  /** Still short when all of that is recognised. */
  readonly projectedShortTenths: number
  /** The last day to earn it. */
  readonly deadlineOn: string
}

export type CheckFinding = RuleSet['checks'][number] & {
  /** What there is and what is asked for; of a share: of the hours that were earned. */
  readonly haveTenths: number
  readonly needTenths: number
}

export type Verdict = {
  readonly ruleSet: RuleSetVersion & { readonly verified: boolean }
  readonly year: number
  readonly standing: YearStanding
  /** The yearly verification: 通过 or 不通过. */
  readonly passes: boolean
  readonly passesWithPending: boolean
  readonly categories: readonly CategoryVerdict[]
  /** All categories together; `category` is what it is not. */
  readonly total: Omit<CategoryVerdict, 'category'>
  /** What lowered the need, as the rule set calls it. */
  readonly exemptions: readonly RuleSet['exemptions'][number][]
  /** Checks that are not satisfied. */
  readonly failures: readonly CheckFinding[]
  readonly warnings: readonly CheckFinding[]
}

export type VerdictOptions = {
  /** The day in China on which it is asked. */
  readonly today: string
  readonly year: number
  /** Codes of the rule set's exemptions that this person was granted. */
  readonly exemptions?: readonly string[]
  /** What was over in the year before; counts as far as the rule set carries it over. */
  readonly carried?: Readonly<Partial<Record<CourseCategory, number>>>
}

/**
 * What a year's hours amount to, and why. Monotonous by construction: it adds, takes minima and compares with what is
 * at least needed, so that one more recognised hour never turns a pass into a fail.
 */
export function verdictOf(ruleSet: RuleSet, hours: readonly HoursLine[], options: VerdictOptions): Verdict {
  const { today, year } = options
  const exemptions = ruleSet.exemptions.filter(({ code }) => options.exemptions?.includes(code))
  const needs = needsOf(ruleSet, exemptions)
  const now = countHours(ruleSet, needs.of, hours, (line) => line.recognizedTenths, options.carried)
  const then = countHours(
    ruleSet,
    needs.of,
    hours,
    (line) => line.recognizedTenths + line.pendingTenths,
    options.carried,
  )

  const sum = (category: CourseCategory | null, of: 'recognizedTenths' | 'pendingTenths') =>
    hours.reduce((all, line) => (category === null || line.category === category ? all + line[of] : all), 0)
  const line = (category: CourseCategory | null, need: number, asked: number, deadlineOn: string) => {
    const [countedTenths, projected] = category
      ? [now.categories[category], then.categories[category]]
      : [now.totalTenths, then.totalTenths]
    const shortTenths = Math.max(0, need - countedTenths)
    const projectedShortTenths = Math.max(0, need - projected)
    const state = stateOf({ need, asked, shortTenths, projectedShortTenths, isOver: today > deadlineOn })
    return {
      state,
      needTenths: need,
      haveTenths: sum(category, 'recognizedTenths'),
      countedTenths,
      shortTenths,
      pendingTenths: sum(category, 'pendingTenths'),
      projectedShortTenths,
      deadlineOn,
    }
  }

  const rules = COURSE_CATEGORIES.map((code) => ruleSet.categories.find((rule) => rule.code === code) ?? unruled(code))
  const deadlines = rules.map((rule) => dayIn(year, rule.deadline))
  const categories = rules.map((rule, index) => ({
    category: rule.code,
    ...line(rule.code, needs.of[rule.code], rule.minTenths, deadlines[index] ?? dayIn(year, null)),
  }))
  // What still lacks in the total can be earned in whichever category closes last.
  const last = deadlines.reduce((latest, deadline) => (deadline > latest ? deadline : latest), dayIn(year, null))
  const total = line(null, needs.total, ruleSet.totalTenths, last)

  const findings = findingsOf(ruleSet, now)
  const failures = findings.filter(({ severity }) => severity === 'failure')
  const parts = [...categories, total]
  const passes = ruleSet.hasMinima && failures.length === 0 && parts.every(({ shortTenths }) => shortTenths === 0)
  const passesWithPending =
    ruleSet.hasMinima &&
    findingsOf(ruleSet, then).every(({ severity }) => severity === 'warning') &&
    parts.every(({ projectedShortTenths }) => projectedShortTenths === 0)
  const isMissed = parts.some(({ state }) => state === 'missed') || (failures.length > 0 && today > last)
  return {
    ruleSet: { key: ruleSet.key, version: ruleSet.version, verified: ruleSet.verified },
    year,
    standing: standingOf({ hasMinima: ruleSet.hasMinima, passes, passesWithPending, isMissed }),
    passes,
    passesWithPending,
    categories,
    total,
    exemptions,
    failures,
    warnings: findings.filter(({ severity }) => severity === 'warning'),
  }
}

const unruled = (code: CourseCategory): RuleSet['categories'][number] => ({
  code,
  minTenths: 0,
  capTenths: null,
  deadline: null,
})

type Needs = { readonly of: Readonly<Record<CourseCategory, number>>; readonly total: number }

/** The minima, lowered by what a person is exempt from; of two exemptions the larger one holds. */
function needsOf(ruleSet: RuleSet, exemptions: RuleSet['exemptions']): Needs {
  const lowered = (tenths: number, category: CourseCategory) =>
    exemptions
      .filter(({ categories }) => categories === null || categories.includes(category))
      .reduce((least, by) => Math.min(least, Math.floor((tenths * by.numerator) / by.denominator)), tenths)
  const minOf = (code: CourseCategory) => ruleSet.categories.find((rule) => rule.code === code)?.minTenths ?? 0
  const of = {
    public: lowered(minOf('public'), 'public'),
    professional: lowered(minOf('professional'), 'professional'),
    elective: lowered(minOf('elective'), 'elective'),
  }
  const spared = COURSE_CATEGORIES.reduce((sum, code) => sum + minOf(code) - of[code], 0)
  const whole = exemptions
    .filter(({ categories }) => categories === null)
    .reduce(
      (least, by) => Math.min(least, Math.floor((ruleSet.totalTenths * by.numerator) / by.denominator)),
      ruleSet.totalTenths,
    )
  return { of, total: Math.max(0, Math.min(whole, ruleSet.totalTenths - spared)) }
}

function findingsOf({ checks }: RuleSet, counted: CountedHours): CheckFinding[] {
  return checks.flatMap((check) => {
    const { expression } = check
    const haveTenths = expression.categories.reduce((sum, category) => sum + counted.own[category], 0)
    if (expression.kind === 'leastHours') {
      return haveTenths < expression.tenths ? { ...check, haveTenths, needTenths: expression.tenths } : []
    }
    const all = COURSE_CATEGORIES.reduce((sum, category) => sum + counted.own[category], 0)
    const needTenths = Math.ceil((all * expression.numerator) / expression.denominator)
    return haveTenths < needTenths ? { ...check, haveTenths, needTenths } : []
  })
}

type Part = {
  readonly need: number
  readonly asked: number
  readonly shortTenths: number
  readonly projectedShortTenths: number
  readonly isOver: boolean
}

function stateOf({ need, asked, shortTenths, projectedShortTenths, isOver }: Part): CategoryState {
  if (need === 0 && asked > 0) return 'exempt'
  if (shortTenths === 0) return 'met'
  if (projectedShortTenths === 0) return 'waiting'
  return isOver ? 'missed' : 'short'
}

function standingOf(of: {
  readonly hasMinima: boolean
  readonly passes: boolean
  readonly passesWithPending: boolean
  readonly isMissed: boolean
}): YearStanding {
  if (!of.hasMinima) return 'unknown'
  if (of.passes) return 'passed'
  if (of.passesWithPending) return 'onTrack'
  return of.isMissed ? 'missed' : 'behind'
}
