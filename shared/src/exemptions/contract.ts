import { z } from 'zod'
import { attachmentIds, attachmentView } from '../attachments/fields'
import { COURSE_CATEGORIES } from '../classes/constants'
import type { Contract } from '../http'
import { abilities, id, instant, line, page, pageQuery, paragraph } from '../http/contract'
import { EXEMPTION_STATES, MOST_EXEMPT_YEARS } from './constants'
import { exemptionEndpoints } from './endpoints'

const year = z.coerce.number().int().min(2000).max(2999)
const params = z.strictObject({ exemptionId: id })

/** One of the reasons that the rule set of the person's region and year allows. */
const kind = {
  code: line(40),
  label: z.string(),
  /** `null`: in all, and in the total. */
  categories: z.array(z.enum(COURSE_CATEGORIES)).nullable(),
  /** What is left of the minima. */
  numerator: z.int(),
  denominator: z.int(),
}

const exemptionLine = z.strictObject({
  id,
  traineeId: id,
  traineeName: z.string(),
  code: z.string(),
  label: z.string(),
  years: z.array(z.int()),
  basis: z.string(),
  state: z.enum(EXEMPTION_STATES),
  grantedBy: z.strictObject({ id, name: z.string() }),
  grantedAt: instant,
  revokedAt: instant.nullable(),
  /** Of the revocation. */
  reason: z.string().nullable(),
  version: z.int(),
  abilities: abilities(['revoke']),
})

const exemptionView = exemptionLine.extend({ attachments: z.array(attachmentView) })

export const exemptionContract = {
  list: {
    ...exemptionEndpoints.list,
    summary: 'Exemptions of the own trainees, and those the organization acted for granted, newest first',
    query: z.strictObject({ traineeId: id.optional(), ...pageQuery }),
    answer: page(exemptionLine),
  },
  grant: {
    ...exemptionEndpoints.grant,
    summary: 'Lower what one person needs in some years, for a reason that the rules of each of these years allow',
    body: z.strictObject({
      traineeId: id,
      code: kind.code,
      years: z
        .array(z.int().min(2000).max(2999))
        .min(1)
        .max(MOST_EXEMPT_YEARS)
        .transform((given) => [...new Set(given)].sort((a, b) => a - b)),
      /** What it rests on: a document, a diagnosis without its details. */
      basis: paragraph(500).min(1),
      attachmentIds,
    }),
    answer: exemptionView,
    status: 201,
    problems: ['not_allowed', 'not_found', 'exemption_exists'],
  },
  mine: {
    ...exemptionEndpoints.mine,
    summary: 'My exemptions, newest first',
    query: z.strictObject(pageQuery),
    answer: page(exemptionLine),
  },
  kinds: {
    ...exemptionEndpoints.kinds,
    summary: 'The reasons for which one person can be exempt in a year',
    params: z.strictObject({ traineeId: id }),
    query: z.strictObject({ year }),
    answer: z.strictObject({ kinds: z.array(z.strictObject(kind)) }),
    problems: ['not_allowed'],
  },
  get: { ...exemptionEndpoints.get, summary: 'One exemption with its evidence', params, answer: exemptionView },
  revoke: {
    ...exemptionEndpoints.revoke,
    summary: 'Take an exemption back with a reason; the years are counted again without it',
    params,
    body: z.strictObject({ version: z.int().min(1), reason: paragraph(500).min(1) }),
    answer: exemptionView,
    problems: ['not_allowed', 'state_conflict'],
  },
} as const satisfies Contract

export type ExemptionLine = z.output<typeof exemptionLine>
export type ExemptionView = z.output<typeof exemptionView>
