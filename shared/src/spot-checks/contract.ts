import { z } from 'zod'
import { MARK_STATES } from '../attendance/constants'
import type { Contract } from '../http'
import { abilities, id, instant, line, optionalText, page, pageQuery } from '../http/contract'
import { SPOT_CHECK_FINDINGS, SPOT_CHECK_MAX } from './constants'
import { spotCheckEndpoints } from './endpoints'

const summaryFields = {
  id,
  classId: id,
  className: z.string(),
  /** Of one roll call's arrivals; `null`: of all the class's trainees. */
  sessionId: id.nullable(),
  drawnAt: instant,
  populationSize: z.int(),
  sampleSize: z.int(),
  checkedCount: z.int(),
  differingCount: z.int(),
}
const spotCheckSummary = z.strictObject(summaryFields)

const spotCheckView = z.strictObject({
  ...summaryFields,
  /** Whoever is drawn has the least SHA-256 of `seed:traineeId`: anybody can draw again and compare. */
  seed: z.string(),
  version: z.int(),
  items: z.array(
    z.strictObject({
      traineeId: id,
      name: z.string(),
      /** Masked. */
      residentId: z.string(),
      /** Masked. */
      phone: z.string().nullable(),
      /** As it was when it was drawn. */
      markState: z.enum(MARK_STATES).nullable(),
      finding: z.enum(SPOT_CHECK_FINDINGS).nullable(),
      remark: z.string().nullable(),
      checkedAt: instant.nullable(),
    }),
  ),
  abilities: abilities(['record']),
})

const checkParams = z.strictObject({ spotCheckId: id })

export const spotCheckContract = {
  draw: {
    ...spotCheckEndpoints.draw,
    summary: 'Draw trainees of a class, or arrivals of one of its roll calls, at random for checking',
    params: z.strictObject({ classId: id }),
    body: z.strictObject({
      sessionId: id.nullable().default(null),
      size: z.int().min(1).max(SPOT_CHECK_MAX),
    }),
    answer: spotCheckView,
    status: 201,
    problems: ['not_allowed', 'nothing_to_check'],
  },
  list: {
    ...spotCheckEndpoints.list,
    summary: "The spot checks of a class that the reader's organization has drawn, latest first",
    params: z.strictObject({ classId: id }),
    query: z.strictObject(pageQuery),
    answer: page(spotCheckSummary),
  },
  get: { ...spotCheckEndpoints.get, summary: 'A spot check', params: checkParams, answer: spotCheckView },
  record: {
    ...spotCheckEndpoints.record,
    summary: 'Record what was found about drawn trainees',
    params: checkParams,
    body: z.strictObject({
      version: z.int().min(1),
      findings: z
        .array(
          z.strictObject({
            traineeId: id,
            finding: z.enum(SPOT_CHECK_FINDINGS),
            remark: optionalText(line(100, 0)),
          }),
        )
        .min(1)
        .max(SPOT_CHECK_MAX),
    }),
    answer: spotCheckView,
    problems: ['not_allowed', 'state_conflict', 'not_drawn'],
  },
} as const satisfies Contract

export type SpotCheckSummary = z.output<typeof spotCheckSummary>
export type SpotCheckView = z.output<typeof spotCheckView>
