import { COURSE_CATEGORIES, type CourseCategory, formatCreditHours } from '@jijiao/shared/classes'
import type { BasisGrade, RuleSetContent, RuleSetView, RuleSetYears } from '@jijiao/shared/rule-sets'

export type CategoryValues = {
  readonly code: CourseCategory
  readonly min: string
  /** Empty: no ceiling. */
  readonly cap: string
  /** `MM-DD`; empty: the year's last day. */
  readonly deadline: string
  /** Years after the year that it is about. */
  readonly yearOffset: string
}

export type ExemptionRule = RuleSetContent['exemptions'][number]

/** `before`: what is corrected, or what one's own begins with. */
export type RuleSetStart = { readonly before: RuleSetView | null; readonly isCorrection: boolean }

export type RuleSetValues = {
  readonly from: string
  readonly to: string
  readonly series: string
  readonly minutesPerHour: string
  readonly perDay: string
  readonly dayIsCap: boolean
  readonly hasMinima: boolean
  readonly total: string
  readonly categories: readonly CategoryValues[]
  readonly carryOver: string
  readonly exemptions: readonly ExemptionRule[]
  readonly grade: BasisGrade
  readonly basis: string
  readonly reason: string
}

/** What a rule set begins with that is laid down anew. */
const BLANK: RuleSetContent = {
  unit: { minutesPerHour: 45, tenthsPerDay: null, dayIsCap: false },
  hasMinima: true,
  categories: [],
  totalTenths: 0,
  ceilings: [],
  checks: [],
  carryOver: null,
  substitutions: [],
  recognisers: [],
  exemptions: [],
  equivalents: [],
  basis: { grade: 'primary', text: '' },
}

const hoursOf = (tenths: number | null | undefined) =>
  tenths === null || tenths === undefined ? '' : formatCreditHours(tenths)

export function ruleSetValuesOf({ before, isCorrection }: RuleSetStart, year: string): RuleSetValues {
  const { unit, hasMinima, totalTenths, categories, carryOver, exemptions, basis } = before?.content ?? BLANK
  const corrected = isCorrection ? before : null
  return {
    from: corrected ? String(corrected.years.from) : year,
    to: corrected?.years.to ? String(corrected.years.to) : '',
    series: before?.series ?? '',
    minutesPerHour: String(unit.minutesPerHour),
    perDay: hoursOf(unit.tenthsPerDay),
    dayIsCap: unit.dayIsCap,
    hasMinima,
    total: hoursOf(totalTenths),
    categories: COURSE_CATEGORIES.map((code) => {
      const known = categories.find((one) => one.code === code)
      return {
        code,
        min: hoursOf(known?.minTenths ?? 0),
        cap: hoursOf(known?.capTenths),
        deadline: known?.deadline?.monthDay ?? '',
        yearOffset: String(known?.deadline?.yearOffset ?? 1),
      }
    }),
    carryOver: hoursOf(carryOver?.capTenths),
    exemptions,
    // One's own rests on a document of one's own.
    grade: corrected ? basis.grade : BLANK.basis.grade,
    basis: corrected ? basis.text : '',
    reason: '',
  }
}

const isHours = (text: string) => /^\d{1,4}(\.\d)?$/.test(text.trim())
const isYear = (text: string) => /^(19[9]\d|2\d{3})$/.test(text.trim())
const HOURS_WORDS = '请填写数字，最多一位小数，例如 72 或 30.5'

export function checkRuleSet(values: RuleSetValues): Partial<Record<keyof RuleSetValues, string>> {
  const { from, to, minutesPerHour, perDay, dayIsCap, total, categories, carryOver, exemptions, basis, reason } = values
  const labels = exemptions.map(({ label }) => label.trim())
  const isOptionalHours = (text: string) => text.trim() === '' || isHours(text)
  const isSound = ({ min, cap, deadline }: CategoryValues) =>
    isHours(min) && isOptionalHours(cap) && (deadline.trim() === '' || /^\d{2}-\d{2}$/.test(deadline.trim()))
  return {
    from: isYear(from) ? undefined : '请填写四位数的年度',
    to: to.trim() === '' || (isYear(to) && Number(to) >= Number(from)) ? undefined : '结束年度不能早于开始年度',
    minutesPerHour: /^\d{1,3}$/.test(minutesPerHour.trim()) ? undefined : '请填写分钟数，例如 45',
    perDay: !isOptionalHours(perDay) ? HOURS_WORDS : dayIsCap && !perDay.trim() ? '请填写每天的学时上限' : undefined,
    total: isHours(total) ? undefined : HOURS_WORDS,
    categories: categories.every(isSound) ? undefined : `学时${HOURS_WORDS}；截止日期按“月-日”填写，例如 04-30`,
    carryOver: isOptionalHours(carryOver) ? undefined : HOURS_WORDS,
    exemptions: labels.some((label) => label === '')
      ? '请填写每一条减免的原因'
      : new Set(labels).size < labels.length
        ? '同一个减免原因只能填写一次'
        : undefined,
    basis: basis.trim() ? undefined : '请填写依据的文件',
    reason: reason.trim() ? undefined : '请填写制定或更正的原因',
  }
}

const tenthsOf = (text: string) => Math.round(Number(text) * 10)
const optionalTenths = (text: string) => (text.trim() === '' ? null : tenthsOf(text))

/** What is sent; what the form does not show stays as the rule set before has it. */
export function ruleSetInputOf(
  values: RuleSetValues,
  before: RuleSetView | null,
): { readonly years: RuleSetYears; readonly content: RuleSetContent; readonly reason: string } {
  const { from, to, minutesPerHour, perDay, dayIsCap, hasMinima, total, categories, carryOver, grade } = values
  const carried = optionalTenths(carryOver)
  return {
    years: { from: Number(from), to: to.trim() ? Number(to) : null },
    content: {
      ...(before?.content ?? BLANK),
      unit: { minutesPerHour: Number(minutesPerHour), tenthsPerDay: optionalTenths(perDay), dayIsCap },
      hasMinima,
      totalTenths: tenthsOf(total),
      categories: categories.map(({ code, min, cap, deadline, yearOffset }) => ({
        code,
        minTenths: tenthsOf(min),
        capTenths: optionalTenths(cap),
        deadline: deadline.trim() ? { yearOffset: Number(yearOffset), monthDay: deadline.trim() } : null,
      })),
      carryOver: carried === null ? null : { capTenths: carried },
      exemptions: values.exemptions.map((one) => ({ ...one, label: one.label.trim() })),
      basis: { grade, text: values.basis.trim() },
    },
    reason: values.reason.trim(),
  }
}

/** Half of everything, until it is told apart; the code is a name that no other one has. */
export function newExemption(others: readonly ExemptionRule[]): ExemptionRule {
  const taken = new Set(others.map(({ code }) => code))
  let number = 1
  while (taken.has(`reason${number}`)) number += 1
  return { code: `reason${number}`, label: '', categories: null, numerator: 1, denominator: 2 }
}
