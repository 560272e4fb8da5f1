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

export function ruleSetValuesOf(existing: RuleSetView | null, year: string): RuleSetValues {
  const { unit, hasMinima, totalTenths, categories, carryOver, basis } = existing?.content ?? BLANK
  return {
    from: existing ? String(existing.years.from) : year,
    to: existing?.years.to ? String(existing.years.to) : '',
    series: existing?.series ?? '',
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
    grade: basis.grade,
    basis: basis.text,
    reason: '',
  }
}

const isHours = (text: string) => /^\d{1,4}(\.\d)?$/.test(text.trim())
const isYear = (text: string) => /^(19[9]\d|2\d{3})$/.test(text.trim())
const HOURS_WORDS = '请填写数字，最多一位小数，例如 72 或 30.5'

export function checkRuleSet(values: RuleSetValues): Partial<Record<keyof RuleSetValues, string>> {
  const { from, to, minutesPerHour, perDay, dayIsCap, total, categories, carryOver, basis, reason } = values
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
    basis: basis.trim() ? undefined : '请填写依据的文件',
    reason: reason.trim() ? undefined : '请填写制定或更正的原因',
  }
}

const tenthsOf = (text: string) => Math.round(Number(text) * 10)
const optionalTenths = (text: string) => (text.trim() === '' ? null : tenthsOf(text))

/** What is sent; what the form does not show stays as the existing rule set has it. */
export function ruleSetInputOf(
  values: RuleSetValues,
  existing: RuleSetView | null,
): { readonly years: RuleSetYears; readonly content: RuleSetContent; readonly reason: string } {
  const { from, to, minutesPerHour, perDay, dayIsCap, hasMinima, total, categories, carryOver, grade } = values
  const carried = optionalTenths(carryOver)
  return {
    years: { from: Number(from), to: to.trim() ? Number(to) : null },
    content: {
      ...(existing?.content ?? BLANK),
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
      basis: { grade, text: values.basis.trim() },
    },
    reason: values.reason.trim(),
  }
}
