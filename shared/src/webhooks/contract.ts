import { z } from 'zod'
import type { Contract } from '../http'
import { abilities, id, instant, line, page, pageQuery } from '../http/contract'
import { DELIVERY_FAULTS, PING, WEBHOOK_EVENTS } from './constants'
import { webhookEndpoints } from './endpoints'
import { DELIVERY_STATES, WEBHOOK_STATES } from './lifecycle'

const params = z.strictObject({ webhookId: id })
const version = z.int().min(1)

const webhookInput = {
  /** `https` only; nothing inside our own network is ever called. */
  url: line(500, 10),
  events: z
    .array(z.enum(WEBHOOK_EVENTS))
    .min(1)
    .max(WEBHOOK_EVENTS.length)
    .transform((given) => [...new Set(given)]),
}

const webhookView = z.strictObject({
  id,
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  state: z.enum(WEBHOOK_STATES),
  createdAt: instant,
  /** Since when no attempt has succeeded; `null` while they do. */
  failingSince: instant.nullable(),
  disabledAt: instant.nullable(),
  /** Until then the secret before the last rotation signs too. */
  previousSecretUntil: instant.nullable(),
  version: z.int(),
  abilities: abilities(['edit', 'enable', 'disable', 'rotateSecret', 'ping', 'remove']),
})

/** The only answer that ever holds the secret. */
const withSecret = z.strictObject({ webhook: webhookView, secret: z.string() })

const deliveryView = z.strictObject({
  /** Stays the same over all attempts, so that a receiver knows what it has had. */
  id,
  event: z.enum([...WEBHOOK_EVENTS, PING]),
  state: z.enum(DELIVERY_STATES),
  /** What is sent, byte for byte. */
  body: z.string(),
  createdAt: instant,
  attempts: z.int(),
  lastAttemptAt: instant.nullable(),
  /** Of the answer to the last attempt, if there was one. */
  lastStatus: z.int().nullable(),
  lastFault: z.enum(DELIVERY_FAULTS).nullable(),
  nextAttemptAt: instant.nullable(),
  abilities: abilities(['redeliver']),
})

const moved = { params, body: z.strictObject({ version }), answer: webhookView, problems: ['state_conflict'] } as const

export const webhookContract = {
  list: {
    ...webhookEndpoints.list,
    summary: "The unit's webhooks, newest first",
    query: z.strictObject(pageQuery),
    answer: page(webhookView),
  },
  create: {
    ...webhookEndpoints.create,
    summary: 'Have events of the unit sent to an address, signed with a secret that is answered here only',
    body: z.strictObject(webhookInput),
    answer: withSecret,
    status: 201,
    problems: ['webhook_exists', 'too_many_webhooks'],
  },
  get: { ...webhookEndpoints.get, summary: 'One webhook', params, answer: webhookView },
  edit: {
    ...webhookEndpoints.edit,
    summary: 'Another address or other events; what waits already goes to the new address',
    params,
    body: z.strictObject({ version, ...webhookInput }),
    answer: webhookView,
    problems: ['state_conflict', 'webhook_exists'],
  },
  remove: {
    ...webhookEndpoints.remove,
    summary: 'End a webhook; what waits is not sent any more',
    params,
  },
  enable: { ...webhookEndpoints.enable, summary: 'Send events again, from now on', ...moved },
  disable: { ...webhookEndpoints.disable, summary: 'Send nothing for the time being', ...moved },
  rotateSecret: {
    ...webhookEndpoints.rotateSecret,
    summary: 'A new secret; for a day everything is signed with the one before, too',
    params,
    body: z.strictObject({ version }),
    answer: withSecret,
    problems: ['state_conflict'],
  },
  ping: {
    ...webhookEndpoints.ping,
    summary: 'Send a test to the address, also while the webhook is disabled',
    params,
    answer: deliveryView,
    status: 201,
  },
  deliveries: {
    ...webhookEndpoints.deliveries,
    summary: 'What was sent in the last 30 days and what became of it, newest first',
    params,
    query: z.strictObject({ state: z.enum(DELIVERY_STATES).optional(), ...pageQuery }),
    answer: page(deliveryView),
  },
  redeliver: {
    ...webhookEndpoints.redeliver,
    summary: 'Send something again under its old id',
    params: z.strictObject({ deliveryId: id }),
    answer: deliveryView,
    problems: ['state_conflict', 'webhook_disabled'],
  },
} as const satisfies Contract

export type WebhookView = z.output<typeof webhookView>
export type DeliveryView = z.output<typeof deliveryView>
