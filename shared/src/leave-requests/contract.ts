import { z } from 'zod'
import type { Contract } from '../http'
import { abilities, id, instant, line, optionalText, page, pageQuery, rowResults } from '../http/contract'
import { leaveRequestEndpoints } from './endpoints'
import { LEAVE_DECISIONS, LEAVE_STATES } from './lifecycle'

const requestFields = {
  id,
  classId: id,
  className: z.string(),
  sessionId: id,
  startsAt: instant,
  endsAt: instant,
  reason: z.string(),
  state: z.enum(LEAVE_STATES),
  askedAt: instant,
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
}

const leaveRequestView = z.strictObject({
  ...requestFields,
  trainee: z.strictObject({
    id,
    name: z.string(),
    /** Masked. */
    phone: z.string().nullable(),
  }),
  abilities: abilities(['approve', 'refuse']),
})

const myLeaveRequestView = z.strictObject({ ...requestFields, abilities: abilities(['withdraw']) })

export const leaveRequestContract = {
  ask: {
    ...leaveRequestEndpoints.ask,
    summary: 'Ask for leave from planned roll calls of my classes: all of them or none',
    body: z.strictObject({
      sessionIds: z
        .array(id)
        .min(1)
        .max(20)
        .refine((ids) => new Set(ids).size === ids.length, { error: '同一次考勤不能选两遍' }),
      reason: line(100),
    }),
    /** One for each roll call. */
    answer: z.strictObject({ data: z.array(myLeaveRequestView) }),
    status: 201,
    problems: ['not_found', 'class_not_open', 'leave_too_late', 'leave_exists'],
  },
  mine: {
    ...leaveRequestEndpoints.mine,
    summary: 'My requests for leave, latest first',
    query: z.strictObject(pageQuery),
    answer: page(myLeaveRequestView),
  },
  withdraw: {
    ...leaveRequestEndpoints.withdraw,
    summary: 'Take back a request that nobody has decided',
    params: z.strictObject({ leaveRequestId: id }),
    answer: myLeaveRequestView,
    problems: ['leave_decided'],
  },
  list: {
    ...leaveRequestEndpoints.list,
    summary: "Requests for leave from the unit's roll calls: what waits longest first, otherwise the latest",
    query: z.strictObject({
      state: z.enum(LEAVE_STATES).default('pending'),
      classId: id.optional(),
      ...pageQuery,
    }),
    answer: page(leaveRequestView),
  },
  decide: {
    ...leaveRequestEndpoints.decide,
    summary: 'Approve or refuse requests, each by itself; approving marks leave',
    body: z
      .strictObject({
        ids: z.array(id).min(1).max(200),
        decision: z.enum(LEAVE_DECISIONS),
        reason: optionalText(line(100, 0)),
      })
      .refine((body) => body.decision === 'approve' || body.reason !== null, {
        path: ['reason'],
        error: '请填写不批准的原因',
      }),
    /**
     * In the order asked, each id once. A row is refused with `not_found`, `leave_decided`, `leave_arrived`,
     * `leave_not_enrolled` or `class_not_open`.
     */
    answer: rowResults,
    problems: ['not_allowed'],
  },
} as const satisfies Contract

export type LeaveRequestView = z.output<typeof leaveRequestView>
export type MyLeaveRequestView = z.output<typeof myLeaveRequestView>
