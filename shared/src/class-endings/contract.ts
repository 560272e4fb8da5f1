import { z } from 'zod'
import { classView } from '../classes/contract'
import type { AssessmentResult } from '../codes'
import type { Contract } from '../http'
import { id, line, pageQuery } from '../http/contract'
import { CLASS_OUTCOMES, CLOSING_BLOCKERS, OUTCOME_FILTERS } from './constants'
import { classEndingEndpoints } from './endpoints'

const classParams = z.strictObject({ classId: id })
const noteBody = z.strictObject({ note: line(50, 0).default('') })

const closingRow = z.strictObject({
  traineeId: id,
  name: z.string(),
  result: z.enum(['passed', 'failed'] satisfies AssessmentResult[]).nullable(),
  attendedMinutes: z.int(),
  /** Of the minutes of all roll calls held, rounded down; `null` when there was none. */
  sharePercent: z.int().nullable(),
  /** Roll calls that were scanned on arriving and not on leaving: they count nothing unless corrected. */
  lackingLeaving: z.int(),
  outcome: z.enum(CLASS_OUTCOMES),
  /** More of the reason, where the rules of hours have one. */
  explanation: z.string().nullable(),
  creditHourTenths: z.int(),
})

const closingPreview = z.strictObject({
  blockers: z.array(z.strictObject({ kind: z.enum(CLOSING_BLOCKERS), title: z.string(), count: z.int() })),
  /** Minutes of all roll calls held. */
  heldMinutes: z.int(),
  /** By the class's own rule; the rules of hours speak in the rows. */
  counts: z.strictObject({ enrolled: z.int(), earning: z.int(), notEarning: z.int() }),
  data: z.array(closingRow),
  nextCursor: z.string().nullable(),
})

const closingOutcome = z.strictObject({
  class: classView,
  counts: z.strictObject({ recognized: z.int(), submitted: z.int(), withoutHours: z.int() }),
})

export const classEndingContract = {
  preview: {
    ...classEndingEndpoints.preview,
    summary:
      'Who would get which hours and why not, and what keeps the class from being closed; of a closed class who got them',
    params: classParams,
    query: z.strictObject({ show: z.enum(OUTCOME_FILTERS).default('all'), ...pageQuery }),
    answer: closingPreview,
    problems: ['class_not_open'],
  },
  close: {
    ...classEndingEndpoints.close,
    summary: 'Close an open class, once, and give its hours to those who passed',
    params: classParams,
    body: noteBody,
    answer: closingOutcome,
    /** `class_not_ready` carries the `blockers` of the preview. */
    problems: ['not_allowed', 'class_not_open', 'class_not_ready'],
  },
  reopen: {
    ...classEndingEndpoints.reopen,
    summary: 'Open a closed class again; the hours that its closing gave are revoked until it is closed again',
    params: classParams,
    body: z.strictObject({ reason: line(50) }),
    answer: classView,
    problems: ['not_allowed', 'class_not_closed'],
  },
  cancel: {
    ...classEndingEndpoints.cancel,
    summary: 'Cancel a planned or open class: its roll calls end, nobody gets hours',
    params: classParams,
    body: noteBody,
    answer: classView,
    problems: ['not_allowed', 'class_ended'],
  },
} as const satisfies Contract

export type ClosingRow = z.output<typeof closingRow>
export type ClosingPreview = z.output<typeof closingPreview>
export type ClosingOutcome = z.output<typeof closingOutcome>
