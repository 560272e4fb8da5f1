import { type DeliveryView, WEBHOOK_LIFECYCLE, type WebhookView } from '@jijiao/shared/webhooks'
import type { Delivery } from './delivery.model'
import type { Webhook } from './webhook.model'

const isIn = (states: readonly string[], state: string) => states.includes(state)

export function presentWebhook(webhook: Webhook, at: Date): WebhookView {
  const previous = webhook.secrets.flatMap(({ endsAt }) => (endsAt && endsAt > at ? [endsAt] : []))
  return {
    id: String(webhook._id),
    url: webhook.url,
    events: webhook.events,
    state: webhook.state,
    createdAt: webhook.createdAt.toISOString(),
    failingSince: webhook.failingSince?.toISOString() ?? null,
    disabledAt: webhook.disabledAt?.toISOString() ?? null,
    previousSecretUntil: previous[0]?.toISOString() ?? null,
    version: webhook.version,
    abilities: {
      edit: true,
      enable: isIn(WEBHOOK_LIFECYCLE.enable.from, webhook.state),
      disable: isIn(WEBHOOK_LIFECYCLE.disable.from, webhook.state),
      rotateSecret: true,
      ping: true,
      remove: true,
    },
  }
}

export const presentDelivery = (delivery: Delivery, webhook: Pick<Webhook, 'state'>): DeliveryView => ({
  id: String(delivery._id),
  event: delivery.event,
  state: delivery.state,
  body: delivery.body,
  createdAt: delivery.createdAt.toISOString(),
  attempts: delivery.attempts,
  lastAttemptAt: delivery.lastAttemptAt?.toISOString() ?? null,
  lastStatus: delivery.lastStatus,
  lastFault: delivery.lastFault,
  nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
  abilities: { redeliver: delivery.state !== 'waiting' && webhook.state === 'active' },
})
