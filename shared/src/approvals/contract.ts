import { z } from 'zod'
import type { Contract } from '../http'
import { abilities, day, id, instant, line, page, pageQuery, rowDone, rowRefused, sortedBy } from '../http/contract'
import { APPROVAL_DECISIONS, APPROVAL_KINDS, APPROVAL_PAGES } from './constants'
import { approvalEndpoints } from './endpoints'

const kind = z.enum(APPROVAL_KINDS)
/** Of an operator's binding to the organization, with the person's name. */
const colleague = z.strictObject({ operatorId: id, name: z.string() })

const approvalItem = z.strictObject({
  kind,
  /** Of the thing itself, as its own operations know it. */
  id,
  title: z.string(),
  /** The name of the person or unit that asks. */
  asker: z.string(),
  askedAt: instant,
  /** Whole days in China since it was asked. */
  waitingDays: z.int().min(0),
  /** By working days in China. */
  dueOn: day,
  isOverdue: z.boolean(),
  /**
   * It speaks against something that stands, or something that stands speaks against it: a dispute, a change of unit, a
   * revocation, a record that would be counted twice, a plan whose teachers are wanted elsewhere. These come first.
   */
  hasConflict: z.boolean(),
  /** When the asker last asked to be answered. */
  nudgedOn: day.nullable(),
  /** Whom a colleague has handed it over to; everybody else who may can decide it all the same. */
  assignee: colleague.nullable(),
  isMine: z.boolean(),
  /** Of what is shown, for the decision; `null`: this kind has none. */
  version: z.int().nullable(),
  link: z.strictObject({ page: z.enum(APPROVAL_PAGES), params: z.record(z.string(), z.string()) }),
  /** What the reader may decide in a batch; none of what is their own. */
  decisions: z.array(z.enum(APPROVAL_DECISIONS)),
  abilities: abilities(['decide', 'handOver']),
})

const reasonTemplate = z.strictObject({
  id,
  /** `null`: for every kind. */
  kind: kind.nullable(),
  text: z.string(),
})

/** A record and its revocation have the same id, so a row is told by its kind, too. */
const decisionResult = z.discriminatedUnion('outcome', [rowDone.extend({ kind }), rowRefused.extend({ kind })])

export const approvalContract = {
  list: {
    ...approvalEndpoints.list,
    summary: 'Everything that waits for a decision of the operator: conflicts first, then by how long it waits',
    query: z.strictObject({
      kind: kind.optional(),
      /** What colleagues have handed over to the reader. */
      mine: z.literal('true').optional(),
      /** Of the conflicts, and of the rest. */
      sort: sortedBy(['askedAt'], 'askedAt'),
      ...pageQuery,
    }),
    answer: page(approvalItem),
  },
  counts: {
    ...approvalEndpoints.counts,
    summary: 'How much waits, by kind; counted up to 100',
    answer: z.strictObject({
      /** The kinds that the operator may decide. */
      kinds: z.array(z.strictObject({ kind, count: z.int() })),
      /** Of these handed over to the reader. */
      mine: z.int(),
    }),
  },
  calendar: {
    ...approvalEndpoints.calendar,
    summary: 'How many working days each kind is allowed, and whose holiday table the working days come from',
    answer: z.strictObject({
      allowed: z.array(z.strictObject({ kind, workingDays: z.int() })),
      /** Of other years weekends alone are known. */
      years: z.array(z.int()),
      sources: z.array(z.string()),
    }),
  },
  decide: {
    ...approvalEndpoints.decide,
    summary: 'Decide things of any kinds, each by itself and by the rules of its kind: a refused row stops no other',
    body: z
      .strictObject({
        decision: z.enum(APPROVAL_DECISIONS),
        /** Needed unless everything is approved; a dispute, a rule set and a claim always need it. */
        reason: line(100, 0).default(''),
        rows: z
          .array(
            z.strictObject({
              kind,
              id,
              /** Of what was looked at; left out: whatever it is now. */
              version: z.int().min(1).optional(),
            }),
          )
          .min(1)
          .max(100),
      })
      .refine((body) => body.decision === 'approve' || body.reason !== '', {
        error: '请填写退回或不同意的原因',
        path: ['reason'],
      }),
    /** In the order asked, each thing once; refused with the problems of the kind's own decision. */
    answer: z.strictObject({ results: z.array(decisionResult) }),
  },
  nudge: {
    ...approvalEndpoints.nudge,
    summary: 'Remind those who have to decide what the reader, or the unit acted for, has asked; once a day',
    body: z.strictObject({ kind, id }),
    answer: z.strictObject({ nudgedOn: day }),
    problems: ['not_found', 'nudged_today'],
  },
  colleagues: {
    ...approvalEndpoints.colleagues,
    summary: 'Whom a thing of this kind can be handed over to',
    query: z.strictObject({ kind }),
    answer: z.strictObject({ data: z.array(colleague) }),
    problems: ['not_allowed'],
  },
  handOver: {
    ...approvalEndpoints.handOver,
    summary: 'Say which colleague a thing is for, or that it is for everybody again',
    body: z.strictObject({
      kind,
      id,
      /** `null`: for everybody. */
      operatorId: id.nullable(),
      reason: line(100, 0).default(''),
    }),
    answer: approvalItem,
    problems: ['not_allowed', 'not_found', 'state_conflict', 'colleague_cannot_decide'],
  },
  reasons: {
    ...approvalEndpoints.reasons,
    summary: 'Reasons that the organization has kept for its decisions',
    answer: z.strictObject({ data: z.array(reasonTemplate) }),
  },
  saveReason: {
    ...approvalEndpoints.saveReason,
    summary: 'Keep a reason; one that is there already is answered as it is',
    body: z.strictObject({ kind: kind.nullable().default(null), text: line(100) }),
    answer: reasonTemplate,
    status: 201,
    problems: ['not_allowed', 'too_many_reasons'],
  },
  removeReason: {
    ...approvalEndpoints.removeReason,
    summary: 'Keep a reason no longer',
    params: z.strictObject({ reasonId: id }),
    problems: ['not_allowed'],
  },
} as const satisfies Contract

export type ApprovalItem = z.output<typeof approvalItem>
export type ApprovalCounts = z.output<(typeof approvalContract)['counts']['answer']>
export type ApprovalCalendar = z.output<(typeof approvalContract)['calendar']['answer']>
export type DecisionResult = z.output<typeof decisionResult>
export type Colleague = z.output<typeof colleague>
export type ReasonTemplate = z.output<typeof reasonTemplate>
