import { z } from 'zod'
import type { AssessmentResult } from '../codes'
import type { Contract } from '../http'
import {
  abilities,
  day,
  id,
  instant,
  line,
  optionalText,
  page,
  pageQuery,
  rowResults,
  sortedBy,
} from '../http/contract'
import { RESULT_FILTERS, SCORE_TENTHS_MAX } from './constants'
import { assessmentEndpoints } from './endpoints'
import { RESULT_SHEET } from './sheet'

const classParams = z.strictObject({ classId: id })
const assessmentResult = z.enum(['passed', 'failed'] satisfies AssessmentResult[])
const scoreTenths = z.int().min(0).max(SCORE_TENTHS_MAX)

const rowInput = z
  .strictObject({
    traineeId: id,
    /** Of the result as the operator saw it; 0 when there was none. */
    version: z.int().min(0),
    result: assessmentResult,
    /** `null` where the exam gives no score. */
    totalScoreTenths: scoreTenths.nullable().default(null),
    /** One for each subject of the class's plan. */
    subjectScores: z
      .array(z.strictObject({ subject: line(50), scoreTenths }))
      .max(30)
      .default([]),
    startedOn: day,
    endedOn: day,
    remark: optionalText(line(100, 0)),
  })
  .refine((row) => row.endedOn >= row.startedOn, { error: '结束日期不能早于开始日期', path: ['endedOn'] })

/** What a trainee achieved in a class. */
export const assessmentView = z.strictObject({
  result: assessmentResult,
  totalScoreTenths: z.int().nullable(),
  subjectScores: z.array(z.strictObject({ subject: z.string(), scoreTenths: z.int() })),
  startedOn: day,
  endedOn: day,
  remark: z.string().nullable(),
  enteredAt: instant,
})

const resultView = z.strictObject({
  traineeId: id,
  name: z.string(),
  sex: z.string(),
  /** Masked. */
  residentId: z.string(),
  /** Masked. */
  phone: z.string().nullable(),
  /** 0: there is no result yet. */
  version: z.int(),
  assessment: assessmentView.nullable(),
  abilities: abilities(['enter']),
})

export const assessmentContract = {
  list: {
    ...assessmentEndpoints.list,
    summary: "The class's trainees with their results, in the order of their names' pinyin",
    params: classParams,
    query: z.strictObject({
      show: z.enum(RESULT_FILTERS).default('all'),
      /** A name, its pinyin or initials, or a whole ID number. */
      q: line(50, 0).optional(),
      sort: sortedBy(['name'], 'name'),
      ...pageQuery,
    }),
    answer: page(resultView),
    sheet: RESULT_SHEET,
  },
  enter: {
    ...assessmentEndpoints.enter,
    summary: 'Enter or correct the results of one or many trainees of an open class, each by itself',
    params: classParams,
    body: z.strictObject({ rows: z.array(rowInput).min(1).max(200) }),
    /**
     * By trainee, in the order asked; of two rows for one trainee the first counts. A row is refused with `not_found`,
     * `state_conflict` or `subject_scores_differ`.
     */
    answer: rowResults,
    problems: ['not_allowed', 'class_not_open'],
  },
} as const satisfies Contract

export type ResultView = z.output<typeof resultView>
export type AssessmentView = z.output<typeof assessmentView>
