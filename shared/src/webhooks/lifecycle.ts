/** `disabled`: by the unit, or because nothing was answered well for days. */
export const WEBHOOK_STATES = ['active', 'disabled'] as const
export type WebhookState = (typeof WEBHOOK_STATES)[number]

export const WEBHOOK_LIFECYCLE = {
  enable: { from: ['disabled'], to: 'active' },
  disable: { from: ['active'], to: 'disabled' },
} as const satisfies Record<string, { readonly from: readonly WebhookState[]; readonly to: WebhookState }>
export type WebhookAction = keyof typeof WEBHOOK_LIFECYCLE

/** `waiting` also between two attempts; `failed`: every attempt was used up, or the webhook was disabled meanwhile. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]
