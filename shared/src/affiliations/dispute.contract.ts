import { z } from 'zod'
import type { Contract } from '../http'
import { abilities, id, instant, page, pageQuery, paragraph } from '../http/contract'
import { DISPUTE_DECISIONS, DISPUTE_KINDS, DISPUTE_STATES } from './dispute'
import { affiliationEndpoints as endpoints } from './endpoints'

const affiliationParams = z.strictObject({ affiliationId: id })
const disputeParams = z.strictObject({ disputeId: id })
const reason = paragraph(500).refine((text) => text.length > 0, { error: '请说明理由' })
const body = z.strictObject({ id, name: z.string() })

const disputeView = z.strictObject({
  id,
  kind: z.enum(DISPUTE_KINDS),
  state: z.enum(DISPUTE_STATES),
  affiliationId: id,
  trainee: z.strictObject({
    id,
    name: z.string(),
    /** Masked. */
    residentId: z.string(),
  }),
  /** The unit that the person is bound to; `null` for a former unit, whose business that is not. */
  organization: body.nullable(),
  /** The former unit that objects to a transfer. */
  objector: body.nullable(),
  reason: z.string(),
  openedAt: instant,
  escalatedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  opinion: z.string().nullable(),
  abilities: abilities(['uphold', 'dismiss', 'escalate', 'withdraw']),
})

export const disputeOperations = {
  dispute: {
    ...endpoints.dispute,
    summary: 'Say that a unit added me wrongly; the unit decides, and the HR authority of the region after it',
    params: affiliationParams,
    body: z.strictObject({ reason }),
    answer: disputeView,
    status: 201,
    problems: ['not_disputable', 'dispute_exists', 'state_conflict'],
  },
  object: {
    ...endpoints.object,
    summary: 'Object, as the former unit, to a change of unit; the HR authority decides',
    params: affiliationParams,
    body: z.strictObject({ reason }),
    answer: disputeView,
    status: 201,
    problems: ['not_allowed', 'not_disputable', 'dispute_exists', 'state_conflict'],
  },
  disputes: {
    ...endpoints.disputes,
    summary: "The unit's disputes, or those that the HR authority of the region has to decide, oldest first",
    query: z.strictObject({ state: z.enum(DISPUTE_STATES).optional(), ...pageQuery }),
    answer: page(disputeView),
  },
  myDisputes: {
    ...endpoints.myDisputes,
    summary: 'My disputes, newest first',
    query: z.strictObject(pageQuery),
    answer: page(disputeView),
  },
  decideDispute: {
    ...endpoints.decideDispute,
    summary: 'Uphold a dispute, which ends the binding or restores the former one, or dismiss it',
    params: disputeParams,
    body: z.strictObject({ decision: z.enum(DISPUTE_DECISIONS), opinion: reason }),
    answer: disputeView,
    problems: ['not_allowed', 'own_submission', 'state_conflict'],
  },
  escalateDispute: {
    ...endpoints.escalateDispute,
    summary: 'Ask the HR authority of the region, after a dismissal or after seven days without an answer',
    params: disputeParams,
    answer: disputeView,
    problems: ['dispute_waits', 'state_conflict'],
  },
  withdrawDispute: {
    ...endpoints.withdrawDispute,
    summary: 'Take back a dispute or an objection that is not decided yet',
    params: disputeParams,
    answer: disputeView,
    problems: ['not_allowed', 'state_conflict'],
  },
} as const satisfies Contract

export type DisputeView = z.output<typeof disputeView>
