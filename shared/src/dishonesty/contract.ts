import { z } from 'zod'
import { attachmentIds, attachmentView } from '../attachments/fields'
import { codeOf } from '../codes/fields'
import type { Contract } from '../http'
import { abilities, id, instant, line, page, pageQuery, paragraph } from '../http/contract'
import { DISHONESTY_SUBJECTS, PERSON_DISHONESTY, UNIT_DISHONESTY } from './constants'
import { dishonestyEndpoints } from './endpoints'
import { DISHONESTY_STATES } from './lifecycle'
import { DISHONESTY_SHEET } from './sheet'

const recordParams = z.strictObject({ recordId: id })
const filled = (max: number) => paragraph(max).min(1)
const reasoned = z.strictObject({ version: z.int().min(1), reason: filled(500) })

const what = {
  content: filled(1_000),
  evidence: paragraph(1_000).default(''),
  /** Uploads that prove it. */
  attachmentIds: attachmentIds.optional(),
}
const dishonestyInput = z.discriminatedUnion('subjectKind', [
  z.strictObject({
    subjectKind: z.literal('person'),
    /** A trainee of the own unit. */
    traineeId: id,
    category: codeOf(PERSON_DISHONESTY),
    ...what,
  }),
  z.strictObject({
    subjectKind: z.literal('unit'),
    /** A unit or provider of the authority's region. */
    organizationId: id,
    category: codeOf(UNIT_DISHONESTY),
    ...what,
  }),
])

const dishonestyLine = z.strictObject({
  id,
  subjectKind: z.enum(DISHONESTY_SUBJECTS),
  subjectName: z.string(),
  category: z.string(),
  content: z.string(),
  recordedBy: z.strictObject({ id, name: z.string() }),
  recordedAt: instant,
  state: z.enum(DISHONESTY_STATES),
  version: z.int(),
  abilities: abilities(['notify', 'enforce', 'revoke', 'expire', 'reply']),
})

const dishonestyView = dishonestyLine.extend({
  evidence: z.string(),
  attachments: z.array(attachmentView),
  noticedAt: instant.nullable(),
  /** Until then it takes effect only after a reply. */
  replyBy: instant.nullable(),
  effectiveAt: instant.nullable(),
  /** Of a revocation or expiry, with its reason. */
  endedAt: instant.nullable(),
  reason: z.string().nullable(),
  replies: z.array(z.strictObject({ at: instant, text: z.string(), attachments: z.array(attachmentView) })),
})

const listQuery = {
  subjectKind: z.enum(DISHONESTY_SUBJECTS).optional(),
  state: z.enum(DISHONESTY_STATES).optional(),
  /** Part of the subject's name, its pinyin or initials. */
  q: line(50, 0).optional(),
  ...pageQuery,
}

const moved = { params: recordParams, answer: dishonestyView, problems: ['not_allowed', 'state_conflict'] } as const
const reply = z.strictObject({ text: filled(1_000), attachmentIds: attachmentIds.optional() })
const replied = {
  params: recordParams,
  body: reply,
  answer: dishonestyView,
  problems: ['not_allowed', 'state_conflict', 'too_many_replies'],
} as const

export const dishonestyContract = {
  list: {
    ...dishonestyEndpoints.list,
    summary: 'Dishonesty records by the organization acted for, and those about it that it was told of, newest first',
    query: z.strictObject(listQuery),
    answer: page(dishonestyLine),
    sheet: DISHONESTY_SHEET,
  },
  record: {
    ...dishonestyEndpoints.record,
    summary: 'Record a breach of trust by a trainee of the own unit or, as an authority, by a unit of the region',
    body: dishonestyInput,
    answer: dishonestyView,
    status: 201,
    problems: ['not_allowed', 'trainee_not_confirmed', 'organization_not_found'],
  },
  mine: {
    ...dishonestyEndpoints.mine,
    summary: 'Dishonesty records about me that I was told of, newest first',
    query: z.strictObject(pageQuery),
    answer: page(dishonestyLine),
  },
  mineOne: {
    ...dishonestyEndpoints.mineOne,
    summary: 'One dishonesty record about me',
    params: recordParams,
    answer: dishonestyView,
  },
  replyAsPerson: { ...dishonestyEndpoints.replyAsPerson, summary: 'Reply to a dishonesty record about me', ...replied },
  get: {
    ...dishonestyEndpoints.get,
    summary: 'One dishonesty record',
    params: recordParams,
    answer: dishonestyView,
  },
  notify: {
    ...dishonestyEndpoints.notify,
    summary: 'Tell the subject, who sees the record from then on and may reply',
    ...moved,
    body: z.strictObject({ version: z.int().min(1) }),
  },
  enforce: {
    ...dishonestyEndpoints.enforce,
    summary: 'Let the record take effect, after a reply or when the time for it is over',
    ...moved,
    body: z.strictObject({ version: z.int().min(1) }),
    problems: ['not_allowed', 'state_conflict', 'reply_time_running'],
  },
  revoke: {
    ...dishonestyEndpoints.revoke,
    summary: 'Take the record back with a reason; it stays, marked as revoked',
    ...moved,
    body: reasoned,
  },
  expire: {
    ...dishonestyEndpoints.expire,
    summary: 'End the effect with a reason, such as a term that is over',
    ...moved,
    body: reasoned,
  },
  reply: { ...dishonestyEndpoints.reply, summary: 'Reply for the unit that the record is about', ...replied },
} as const satisfies Contract

export type DishonestyInput = z.output<typeof dishonestyInput>
export type DishonestyReply = z.output<typeof reply>
export type DishonestyLine = z.output<typeof dishonestyLine>
export type DishonestyView = z.output<typeof dishonestyView>
