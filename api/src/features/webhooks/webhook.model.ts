import { WEBHOOK_EVENTS, WEBHOOK_STATES, type WebhookEvent, type WebhookState } from '@jijiao/shared/webhooks'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

/** `endsAt`: of one that was rotated away; `null` of the one in force. */
export type WebhookSecret = { sealed: string; endsAt: Date | null }

export type Webhook = {
  _id: Types.ObjectId
  organizationId: Types.ObjectId
  url: string
  events: WebhookEvent[]
  state: WebhookState
  /** Newest first. */
  secrets: WebhookSecret[]
  createdAt: Date
  failingSince: Date | null
  disabledAt: Date | null
  version: number
}

export const webhookModel = defineModel(
  'Webhook',
  new Schema<Webhook>(
    {
      organizationId: { type: Schema.Types.ObjectId, required: true },
      url: { type: String, required: true },
      events: { type: [{ type: String, enum: WEBHOOK_EVENTS }], required: true },
      state: { type: String, enum: WEBHOOK_STATES, required: true },
      secrets: {
        type: [{ _id: false, sealed: { type: String, required: true }, endsAt: { type: Date, default: null } }],
        required: true,
      },
      createdAt: { type: Date, required: true },
      failingSince: { type: Date, default: null },
      disabledAt: { type: Date, default: null },
      version: { type: Number, required: true },
    },
    { collection: 'webhooks', versionKey: false },
  )
    .index({ organizationId: 1, _id: -1 })
    .index({ organizationId: 1, url: 1 }, { unique: true }),
)

/** Up to where the chain of facts has been turned into deliveries. Not there before the first webhook is. */
export type FactCursor = { _id: string; seq: number }

export const factCursorModel = defineModel(
  'WebhookFactCursor',
  new Schema<FactCursor>(
    { _id: { type: String, required: true }, seq: { type: Number, required: true } },
    { collection: 'webhookFactCursor', versionKey: false },
  ),
)
