import { z } from 'zod'
import type { Contract } from '../http'
import { id, instant, line, page, pageQuery, paragraph, rowResults, sortedBy } from '../http/contract'
import { CERTIFICATE_FORMATS, CERTIFICATE_LISTS, MAX_CERTIFICATE_ROWS, MAX_CERTIFICATES_IN_FILE } from './constants'
import { certificateEndpoints } from './endpoints'
import { isVerificationId } from './link'
import { CERTIFICATE_SHEET } from './sheet'
import { certificateRow, certificateView, recounted, recountedRow, verification } from './views.contract'

const certificateParams = z.strictObject({ certificateId: id })
const year = z.coerce.number().int().min(2000).max(2999)
const reason = paragraph(200).min(1)
const versioned = z.strictObject({ version: z.int().min(1), reason })

const certificateIds = (max: number) =>
  z
    .array(id)
    .min(1)
    .max(max)
    .refine((ids) => new Set(ids).size === ids.length, { error: '不能重复选择' })

export const certificateContract = {
  list: {
    ...certificateEndpoints.list,
    summary:
      "The unit's trainees with what a year has brought them, by pinyin; for the HR authority the certificates, or the trainees, of its region",
    query: z.strictObject({
      year,
      q: line(50, 0).optional(),
      /** For the HR authority: with `trainees` those who passed nothing yet as well, and no superseded certificates. */
      of: z.enum(CERTIFICATE_LISTS).default('certificates'),
      sort: sortedBy(['name'], 'name'),
      ...pageQuery,
    }),
    answer: page(certificateRow),
    sheet: CERTIFICATE_SHEET,
    problems: ['not_allowed'],
  },
  issue: {
    ...certificateEndpoints.issue,
    summary: 'Issue the certificates of a year, each by itself: a refused row does not stop the others',
    body: z.strictObject({ year, traineeIds: certificateIds(MAX_CERTIFICATE_ROWS) }),
    /** A row is refused with `trainee_not_confirmed`, `year_not_passed`, `certificate_exists` or `character_unprintable`. */
    answer: rowResults,
    problems: ['not_allowed'],
  },
  recount: {
    ...certificateEndpoints.recount,
    summary: 'Count hours again: a certificate that is no longer right is superseded, or revoked when the year fails',
    body: z.strictObject({ year, traineeIds: certificateIds(MAX_CERTIFICATE_ROWS) }),
    answer: z.strictObject({
      data: z.array(recounted),
      refused: z.array(
        z.strictObject({ traineeId: id, problem: z.strictObject({ code: z.string(), title: z.string() }) }),
      ),
    }),
    problems: ['not_allowed'],
  },
  recountYear: {
    ...certificateEndpoints.recountYear,
    summary: "Count all of the unit's certificates of a year again, as a job that tells how far it is",
    body: z.strictObject({ year }),
    /** Its result counts `unchanged`, `superseded`, `revoked`, `refused`. */
    answer: z.strictObject({ jobId: id }),
    problems: ['not_allowed'],
  },
  recountRows: {
    ...certificateEndpoints.recountRows,
    summary:
      "The difference that a year's recount made: every certificate superseded, revoked or refused, while the job is kept",
    params: z.strictObject({ jobId: id }),
    query: z.strictObject(pageQuery),
    answer: page(recountedRow),
    problems: ['not_allowed'],
  },
  print: {
    ...certificateEndpoints.print,
    summary: 'An address, good for ten minutes, of one file with these certificates; ID numbers stand there whole',
    body: z
      .strictObject({
        certificateIds: certificateIds(MAX_CERTIFICATES_IN_FILE),
        format: z.enum(CERTIFICATE_FORMATS).default('pdf'),
      })
      .refine((body) => body.format === 'pdf' || body.certificateIds.length === 1, {
        error: '图片每次只能生成一张，多张请选择 PDF',
        path: ['format'],
      }),
    answer: z.strictObject({ url: z.string(), fileName: z.string(), expiresAt: instant }),
    problems: ['not_found', 'not_allowed', 'certificate_not_valid', 'data_restricted'],
  },
  mine: {
    ...certificateEndpoints.mine,
    summary: 'My certificates, newest first, those that no longer hold included',
    query: z.strictObject(pageQuery),
    answer: page(certificateView),
  },
  get: {
    ...certificateEndpoints.get,
    summary: 'One certificate with the courses that were counted',
    params: certificateParams,
    answer: certificateView,
  },
  regenerate: {
    ...certificateEndpoints.regenerate,
    summary: 'Issue it anew under another number; the old one is superseded',
    params: certificateParams,
    body: versioned,
    answer: certificateView,
    status: 201,
    problems: [
      'not_allowed',
      'certificate_not_valid',
      'state_conflict',
      'trainee_not_confirmed',
      'year_not_passed',
      'character_unprintable',
    ],
  },
  suspend: {
    ...certificateEndpoints.suspend,
    summary: 'Suspend a certificate while something is looked into',
    params: certificateParams,
    body: versioned,
    answer: certificateView,
    problems: ['not_allowed', 'certificate_not_valid', 'state_conflict'],
  },
  resume: {
    ...certificateEndpoints.resume,
    summary: 'Let a suspended certificate hold again',
    params: certificateParams,
    body: versioned,
    answer: certificateView,
    problems: ['not_allowed', 'certificate_not_valid', 'state_conflict'],
  },
  revoke: {
    ...certificateEndpoints.revoke,
    summary: 'Revoke a certificate for good',
    params: certificateParams,
    body: versioned,
    answer: certificateView,
    problems: ['not_allowed', 'certificate_not_valid', 'state_conflict'],
  },

  verify: {
    ...certificateEndpoints.verify,
    summary: 'Whether a certificate holds, by the id in its QR code; no sign-in',
    params: z.strictObject({ verificationId: z.string().refine(isVerificationId) }),
    answer: verification,
  },
  verifyNumber: {
    ...certificateEndpoints.verifyNumber,
    summary: 'The same by number and name: both must be right, and nobody learns which was not',
    body: z.strictObject({
      /** Also one that the old system gave. */
      number: line(80),
      name: line(100),
    }),
    answer: verification,
    problems: ['too_many_requests'],
  },
  verifyCode: {
    ...certificateEndpoints.verifyCode,
    summary:
      'The same by the whole text of the QR code: its signature is checked as well, even where we know no status',
    body: z.strictObject({ text: z.string().min(1).max(5_000), name: line(100).optional() }),
    answer: verification,
  },
} as const satisfies Contract

export type * from './views.contract'
