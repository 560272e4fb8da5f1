import { z } from 'zod'
import { COURSE_CATEGORIES } from '../classes'
import { abilities, day, id, instant } from '../http/contract'
import {
  RECOUNT_OUTCOMES,
  RECOUNT_ROW_OUTCOMES,
  SIGNATURE_FINDINGS,
  SUPERSESSION_CAUSES,
  YEAR_VERDICTS,
} from './constants'
import { CERTIFICATE_STATES, VERIFICATION_STATES } from './lifecycle'

const named = z.strictObject({ id, name: z.string() })
const categorySum = z.strictObject({
  category: z.enum(COURSE_CATEGORIES),
  courseCount: z.int(),
  creditHourTenths: z.int(),
})

const yearCount = z.strictObject({
  sums: z.array(categorySum),
  totalTenths: z.int(),
  verdict: z.enum(YEAR_VERDICTS),
})

const certificateLine = z.strictObject({
  id,
  number: z.string(),
  state: z.enum(CERTIFICATE_STATES),
  issuedOn: day,
  /** Recognised hours have changed since: it should be counted again. */
  isOutdated: z.boolean(),
  version: z.int(),
  abilities: abilities(['print', 'regenerate', 'suspend', 'resume', 'revoke']),
})

/** A trainee's year, with the certificate if there is one. */
export const certificateRow = yearCount.extend({
  traineeId: id,
  name: z.string(),
  sex: z.string(),
  /** Masked. */
  residentId: z.string(),
  unit: named,
  year: z.int(),
  series: z.array(z.string()),
  certificate: certificateLine.nullable(),
  abilities: abilities(['issue', 'recount']),
})

export const certificateView = certificateLine.extend({
  ...yearCount.shape,
  traineeId: id,
  name: z.string(),
  sex: z.string(),
  /** Masked. */
  residentId: z.string(),
  unit: named,
  year: z.int(),
  series: z.array(z.string()),
  /** The recognised courses that were counted. */
  courses: z.array(
    z.strictObject({ category: z.enum(COURSE_CATEGORIES), name: z.string(), creditHourTenths: z.int() }),
  ),
  /** By which rules the year was judged: key and version. */
  ruleSet: z.string(),
  issuingBody: z.string(),
  verificationId: z.string(),
  supersedesId: id.nullable(),
  supersededById: id.nullable(),
  supersessionCause: z.enum(SUPERSESSION_CAUSES).nullable(),
  /** Of the last change of state. */
  reason: z.string().nullable(),
  issuedAt: instant,
  changedAt: instant,
})

export const recounted = z.strictObject({
  traineeId: id,
  outcome: z.enum(RECOUNT_OUTCOMES),
  /** As the certificate had it; `null` where there was none. */
  before: yearCount.nullable(),
  after: yearCount,
  /** The certificate that holds now. */
  certificate: z.strictObject({ id, number: z.string() }).nullable(),
})

/** What a year's recount made of one certificate that did not stay as it was. */
export const recountedRow = z.strictObject({
  traineeId: id,
  name: z.string(),
  outcome: z.enum(RECOUNT_ROW_OUTCOMES),
  before: yearCount.nullable(),
  /** `null` of one that was refused. */
  after: yearCount.nullable(),
  certificate: z.strictObject({ id, number: z.string() }).nullable(),
  problem: z.strictObject({ code: z.string(), title: z.string() }).nullable(),
})

/** What is printed, with name and ID number masked. */
const printedFields = yearCount.extend({
  number: z.string(),
  name: z.string(),
  /** Of these the old system kept nothing. */
  sex: z.string().nullable(),
  residentId: z.string(),
  unitName: z.string(),
  year: z.int(),
  series: z.array(z.string()),
  sums: z.array(categorySum.extend({ courseCount: z.int().nullable() })),
  verdict: z.enum(YEAR_VERDICTS).nullable(),
  issuedOn: day.nullable(),
  issuingBody: z.string().nullable(),
})

export const verification = z.strictObject({
  state: z.enum(VERIFICATION_STATES),
  /** Since when, where it is not `valid`. */
  since: instant.nullable(),
  /** The number of the certificate that took its place. */
  supersededBy: z.string().nullable(),
  /** As issued: what the paper says otherwise is a forgery. */
  certificate: printedFields.nullable(),
  signature: z.enum(SIGNATURE_FINDINGS),
  /** What the signed code says, when we know nothing of such a certificate: a good signature alone is not validity. */
  signed: printedFields.nullable(),
  /** Whether the name that was asked about is the one on the certificate; `null`: none was given. */
  nameMatches: z.boolean().nullable(),
})

export type YearCount = z.output<typeof yearCount>
export type CertificateRow = z.output<typeof certificateRow>
export type CertificateView = z.output<typeof certificateView>
export type Recounted = z.output<typeof recounted>
export type RecountedRow = z.output<typeof recountedRow>
export type PrintedFields = z.output<typeof printedFields>
export type Verification = z.output<typeof verification>
