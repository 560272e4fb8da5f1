import { z } from 'zod'
import type { Contract } from '../http'
import { id, instant, page, pageQuery } from '../http/contract'
import { MESSAGE_PAGES, MESSAGE_TOPICS, UNREAD_COUNT_LIMIT } from './constants'
import { messageEndpoints as endpoints } from './endpoints'
import { MESSAGE_KINDS } from './rules'

const messageView = z.strictObject({
  id,
  kind: z.enum(MESSAGE_KINDS),
  topic: z.enum(MESSAGE_TOPICS),
  title: z.string(),
  body: z.string(),
  /** Where a tap leads. */
  link: z.strictObject({ page: z.enum(MESSAGE_PAGES), params: z.record(z.string(), z.string()) }).nullable(),
  sentAt: instant,
  readAt: instant.nullable(),
})

const consents = z.strictObject({
  /** Without a bound WeChat there is nobody to send to. */
  isWechatBound: z.boolean(),
  topics: z.array(
    z.strictObject({
      topic: z.enum(MESSAGE_TOPICS),
      /** For `requestSubscribeMessage`; three at most a call, on a tap. */
      templateId: z.string(),
      /** How many messages the consents given so far are still good for. */
      remaining: z.int(),
      isRefused: z.boolean(),
    }),
  ),
})

export const messageContract = {
  list: {
    ...endpoints.list,
    summary: 'My messages, newest first',
    query: z.strictObject({ isUnread: z.enum(['true']).optional(), ...pageQuery }),
    answer: page(messageView),
  },
  unreadCount: {
    ...endpoints.unreadCount,
    summary: `How many messages I have not read, counted up to ${UNREAD_COUNT_LIMIT}`,
    answer: z.strictObject({ count: z.int().max(UNREAD_COUNT_LIMIT) }),
  },
  readAll: {
    ...endpoints.readAll,
    summary: 'Mark my messages as read, up to the newest one that I have seen',
    body: z.strictObject({ upToId: id }),
    answer: z.strictObject({ count: z.int() }),
  },
  read: {
    ...endpoints.read,
    summary: 'Mark a message as read',
    params: z.strictObject({ messageId: id }),
    answer: messageView,
  },
  consents: {
    ...endpoints.consents,
    summary: 'Which messages I may get through WeChat, and for how many I have consented',
    answer: consents,
  },
  recordConsents: {
    ...endpoints.recordConsents,
    summary: 'What the person answered when WeChat asked: one consent is good for one message',
    body: z.strictObject({
      accepted: z.array(z.enum(MESSAGE_TOPICS)).max(MESSAGE_TOPICS.length),
      refused: z.array(z.enum(MESSAGE_TOPICS)).max(MESSAGE_TOPICS.length).default([]),
    }),
    answer: consents,
    problems: ['wechat_not_bound'],
  },
} as const satisfies Contract

export type MessageView = z.output<typeof messageView>
export type Consents = z.output<typeof consents>
