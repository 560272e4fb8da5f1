import { z } from 'zod'
import { COURSE_CATEGORIES } from '../classes/constants'
import { QUALIFICATION_SERIES, STUDY_MODES } from '../codes'
import { codeOf } from '../codes/fields'
import { line, paragraph } from '../http/contract'
import { BASIS_GRADES, CHECK_SEVERITIES, RECOGNISERS } from './constants'

/** Tenths of a credit hour. */
const tenths = z.int().min(0).max(100_000)
const category = z.enum(COURSE_CATEGORIES)
const code = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, { error: '代码由英文字母和数字组成，以小写字母开头' })
const fraction = { numerator: z.int().min(0).max(1_000), denominator: z.int().min(1).max(1_000) }

/** A day told from the year it is about: `{ yearOffset: 1, monthDay: '04-30' }` is 30 April of the year after. */
const relativeDay = z.strictObject({
  yearOffset: z.int().min(0).max(5),
  monthDay: z.string().refine((text) => z.iso.date().safeParse(`2001-${text}`).success, {
    error: '请按“月-日”填写，例如 04-30',
  }),
})

const categoryRule = z.strictObject({
  code: category,
  minTenths: tenths,
  /** More than this does not count; `null`: all of it does. */
  capTenths: tenths.nullable(),
  /** Until when it can be earned; `null`: until the last day of the year. */
  deadline: relativeDay.nullable(),
})

/** Plain data instead of a formula: nothing of a rule set is ever executed. */
const expression = z.discriminatedUnion('kind', [
  /** The categories together are at least so many hours. */
  z.strictObject({ kind: z.literal('leastHours'), categories: z.array(category).min(1), tenths }),
  /** The categories are at least this share of all hours that were earned. */
  z.strictObject({ kind: z.literal('leastShare'), categories: z.array(category).min(1), ...fraction }),
])

const check = z
  .strictObject({ expression, severity: z.enum(CHECK_SEVERITIES) })
  // One more elective hour would lower the share and turn a pass into a fail.
  .refine(({ expression: { kind }, severity }) => kind === 'leastHours' || severity === 'warning', {
    error: '比例只能作为提醒，不能作为不通过的条件',
    path: ['severity'],
  })

export const ruleSetContent = z
  .strictObject({
    unit: z.strictObject({
      minutesPerHour: z.int().min(1).max(120),
      /** What a day of study counts; `null`: not laid down. */
      tenthsPerDay: tenths.nullable(),
      /** Whether nobody earns more than that on one calendar day. */
      dayIsCap: z.boolean(),
    }),
    /** False where the minima are not known: then no verdict is given, which is not the same as a pass. */
    hasMinima: z.boolean(),
    categories: z.array(categoryRule).max(COURSE_CATEGORIES.length),
    totalTenths: tenths,
    /** Ceilings by study mode: within one category, or (`null`) within the total alone. */
    ceilings: z
      .array(z.strictObject({ studyMode: codeOf(STUDY_MODES), category: category.nullable(), capTenths: tenths }))
      .max(50),
    checks: z.array(check).max(20),
    /** How much of what was over in the year before counts again; `null`: nothing. */
    carryOver: z.strictObject({ capTenths: tenths }).nullable(),
    /** What is over in one category and may stand in for another, in this order. */
    substitutions: z.array(z.strictObject({ from: category, to: category, capTenths: tenths })).max(10),
    /** The most specific line wins: series before category; `null` is any. */
    recognisers: z
      .array(
        z.strictObject({
          category: category.nullable(),
          series: z.array(codeOf(QUALIFICATION_SERIES)).min(1).max(100).nullable(),
          by: z.enum(RECOGNISERS),
        }),
      )
      .max(30),
    /** Reasons that lower the minima to a fraction, in some categories or (`null`) in all and in the total. */
    exemptions: z
      .array(z.strictObject({ code, label: line(50), categories: z.array(category).nullable(), ...fraction }))
      .max(30),
    /** What counts as hours without being a course: a paper, a patent, a degree. */
    equivalents: z
      .array(
        z.strictObject({
          code,
          label: line(50),
          category,
          studyMode: codeOf(STUDY_MODES),
          tenthsEach: tenths,
          capTenths: tenths.nullable(),
        }),
      )
      .max(50),
    basis: z.strictObject({ grade: z.enum(BASIS_GRADES), text: paragraph(500).min(1) }),
  })
  .superRefine(({ categories, exemptions, unit, equivalents }, context) => {
    const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const isTwice = (values: readonly string[], index: number) => values.indexOf(values[index] ?? '') < index
    const codes = categories.map((rule) => rule.code)
    for (const [index, rule] of categories.entries()) {
      if (isTwice(codes, index)) wrong(['categories', index, 'code'], '同一科目不能填写两次')
      if (rule.capTenths !== null && rule.capTenths < rule.minTenths) {
        wrong(['categories', index, 'capTenths'], '上限不能低于最低学时')
      }
    }
    for (const [path, list] of Object.entries({ exemptions, equivalents })) {
      const own = list.map((entry) => entry.code)
      for (const index of own.keys()) if (isTwice(own, index)) wrong([path, index, 'code'], '代码不能重复')
    }
    for (const [index, { numerator, denominator }] of exemptions.entries()) {
      if (numerator >= denominator) wrong(['exemptions', index, 'numerator'], '减免后的比例应小于 1')
    }
    if (unit.dayIsCap && unit.tenthsPerDay === null) wrong(['unit', 'tenthsPerDay'], '请填写每天的学时上限')
  })

export const ruleSetYears = z
  .strictObject({ from: z.int().min(1990).max(2999), to: z.int().min(1990).max(2999).nullable() })
  .refine(({ from, to }) => to === null || to >= from, { error: '结束年度不能早于开始年度', path: ['to'] })

export type RuleSetContent = z.output<typeof ruleSetContent>
export type RuleSetYears = z.output<typeof ruleSetYears>
export type RelativeDay = z.output<typeof relativeDay>
