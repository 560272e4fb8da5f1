import { z } from 'zod'
import { COURSE_CATEGORIES } from '../classes/constants'
import type { Contract } from '../http'
import { abilities, day, id, instant, line, page, pageQuery, sortedBy } from '../http/contract'
import { CATEGORY_STATES, CHECK_SEVERITIES, NEXT_STEPS, YEAR_STANDINGS } from '../rule-sets'
import { MAX_REMINDED, REMINDER_OUTCOMES, YEAR_OUTLOOKS } from './constants'
import { yearEndpoints } from './endpoints'
import { STANDING_SHEET } from './sheet'

const category = z.enum(COURSE_CATEGORIES)
const tenths = z.int()
const yearParams = z.strictObject({ year: z.coerce.number().int().min(2000).max(2999) })

const part = {
  state: z.enum(CATEGORY_STATES),
  needTenths: tenths,
  /** Recognised, before ceilings. */
  haveTenths: tenths,
  /** What counts of it. */
  countedTenths: tenths,
  shortTenths: tenths,
  /** Declared and not yet decided. */
  pendingTenths: tenths,
  projectedShortTenths: tenths,
  /** The last day to earn it. */
  deadlineOn: day,
}

const finding = z.strictObject({
  severity: z.enum(CHECK_SEVERITIES),
  haveTenths: tenths,
  needTenths: tenths,
  /** In a sentence. */
  text: z.string(),
})

const verdict = z.strictObject({
  /** What it was judged by, and whether the HR authority has confirmed that. */
  ruleSet: z.strictObject({ key: z.string(), version: z.int(), verified: z.boolean() }),
  standing: z.enum(YEAR_STANDINGS),
  passes: z.boolean(),
  passesWithPending: z.boolean(),
  categories: z.array(z.strictObject({ category, ...part })),
  total: z.strictObject(part),
  /** Why less is needed than the rules ask of everybody. */
  exemptions: z.array(z.strictObject({ code: z.string(), label: z.string(), text: z.string() })),
  failures: z.array(finding),
  warnings: z.array(finding),
  /** What to do next, most urgent first. */
  advice: z.array(
    z.strictObject({
      step: z.enum(NEXT_STEPS),
      /** `null`: in whichever category. */
      category: category.nullable(),
      tenths,
      byOn: day,
      /** In a sentence. */
      text: z.string(),
    }),
  ),
})

const yearClass = z.strictObject({
  id,
  name: z.string(),
  courseName: z.string(),
  category,
  startsOn: day,
  endsOn: day,
  creditHourTenths: tenths,
})

const myYear = z.strictObject({
  year: z.int(),
  /** Of the unit that the person is bound to now; `null` without one. */
  unit: z.strictObject({ id, name: z.string() }).nullable(),
  /** `null` where no rule set holds in the region and year. */
  verdict: verdict.nullable(),
  /** Classes of the year that the person is in and that are not closed yet: hours that are under way. */
  underWay: z.array(yearClass),
  /** Classes of the unit that take trainees now, in the categories where hours are short. */
  openClasses: z.array(yearClass.extend({ placesLeft: z.int() })),
})

const outlook = z.enum(YEAR_OUTLOOKS)
const people = z.int()

const standingLine = z.strictObject({
  traineeId: id,
  name: z.string(),
  sex: z.string(),
  /** Masked. */
  residentId: z.string(),
  /** Masked. */
  phone: z.string().nullable(),
  outlook,
  needTenths: tenths,
  countedTenths: tenths,
  pendingTenths: tenths,
  /** Where hours are short even with what is pending. */
  short: z.array(z.strictObject({ category, tenths })),
  /** When the person was last reminded of this year. */
  remindedAt: instant.nullable(),
  abilities: abilities(['view', 'remind']),
})

/** Numbers of people, and hours that are short, as a chart needs them. */
const yearCounts = z.strictObject({
  people,
  outlooks: z.array(z.strictObject({ outlook, people })),
  categories: z.array(z.strictObject({ category, shortPeople: people, shortTenths: tenths })),
  countedAt: instant.nullable(),
  /** The whole unit is being counted: the numbers are on their way. */
  isCounting: z.boolean(),
})

const yearSummary = yearCounts.extend({
  year: z.int(),
  unit: z.strictObject({ id, name: z.string() }),
  abilities: abilities(['recount', 'remind']),
})

/** How many there were of each outcome. */
const reminded = { told: people, toldRecently: people, notShort: people, restricted: people }

/** An authority says which unit of its region; a unit means itself. */
const ofUnit = { organizationId: id.optional() }

/** Whom a list of standings names. */
const listed = {
  outlook: outlook.optional(),
  /** Only those short of hours in this category. */
  shortIn: category.optional(),
  /** Part of the name, its pinyin or initials, or a whole ID number. */
  q: line(50, 0).optional(),
}

export const yearContract = {
  mine: {
    ...yearEndpoints.mine,
    summary: 'My year: what is needed, there, short and pending in each category, until when, and what to do next',
    params: yearParams,
    answer: myYear,
    problems: ['profile_incomplete'],
  },
  standings: {
    ...yearEndpoints.standings,
    summary:
      'Who has the year, who will, and who will miss it: confirmed trainees of a unit in the order of their pinyin',
    params: yearParams,
    query: z.strictObject({
      ...ofUnit,
      ...listed,
      sort: sortedBy(['name', 'counted', 'short'], 'name'),
      ...pageQuery,
    }),
    answer: page(standingLine),
    sheet: STANDING_SHEET,
    problems: ['not_allowed'],
  },
  summary: {
    ...yearEndpoints.summary,
    summary: "A unit's year in numbers",
    params: yearParams,
    query: z.strictObject(ofUnit),
    answer: yearSummary,
    problems: ['not_allowed'],
  },
  units: {
    ...yearEndpoints.units,
    summary: "The units of the HR authority's region with their year in numbers, by region",
    params: yearParams,
    query: z.strictObject(pageQuery),
    answer: page(yearSummary),
    problems: ['not_allowed'],
  },
  ofTrainee: {
    ...yearEndpoints.ofTrainee,
    summary: "A trainee's year, explained: of the own unit, or of the region",
    params: yearParams.extend({ traineeId: id }),
    answer: z.strictObject({ traineeId: id, name: z.string(), year: z.int(), verdict: verdict.nullable() }),
    problems: ['not_allowed'],
  },
  recount: {
    ...yearEndpoints.recount,
    summary: 'Count everybody in the unit anew from the records; not needed after ordinary changes',
    params: yearParams,
    answer: yearSummary,
    problems: ['not_allowed'],
  },
  remindable: {
    ...yearEndpoints.remindable,
    summary: 'How many of those whom the list names will miss the year, and how many of them were reminded recently',
    params: yearParams,
    query: z.strictObject(listed),
    answer: z.strictObject({ people, toldRecently: people }),
    problems: ['not_allowed'],
  },
  remind: {
    ...yearEndpoints.remind,
    summary: 'Tell these trainees what they lack and until when; each year once in seven days at most',
    params: yearParams,
    body: z.strictObject({ traineeIds: z.array(id).min(1).max(MAX_REMINDED) }),
    answer: z.strictObject({
      ...reminded,
      results: z.array(z.strictObject({ traineeId: id, outcome: z.enum(REMINDER_OUTCOMES) })),
    }),
    problems: ['not_allowed', 'not_found'],
  },
  remindAll: {
    ...yearEndpoints.remindAll,
    summary: 'The same for all whom the list names and who will miss the year, as a job that tells how far it is',
    params: yearParams,
    body: z.strictObject(listed),
    /** Its result counts `told`, `toldRecently`, `notShort`, `restricted`. */
    answer: z.strictObject({ jobId: id }),
    problems: ['not_allowed'],
  },
} as const satisfies Contract

export type YearVerdictView = z.output<typeof verdict>
export type MyYearView = z.output<typeof myYear>
export type YearSummaryView = z.output<typeof yearSummary>
export type StandingLine = z.output<typeof standingLine>
export type Reminded = z.output<typeof yearContract.remind.answer>
