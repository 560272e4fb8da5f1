import {
  DELIVERY_FAULTS,
  DELIVERY_STATES,
  type DeliveryFault,
  type DeliveryState,
  type PING,
  type WebhookEvent,
} from '@jijiao/shared/webhooks'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

const KEPT_SECONDS = 30 * 24 * 60 * 60

export type Delivery = {
  _id: Types.ObjectId
  webhookId: Types.ObjectId
  organizationId: Types.ObjectId
  event: WebhookEvent | typeof PING
  /** What is sent, fixed when it was made: every attempt sends the same. */
  body: string
  state: DeliveryState
  /** All attempts that were ever made. */
  attempts: number
  /** Those since it was asked for last. */
  tries: number
  lastAttemptAt: Date | null
  lastStatus: number | null
  lastFault: DeliveryFault | null
  nextAttemptAt: Date | null
  createdAt: Date
}

const optionalDate = { type: Date, default: null } as const

export const deliveryModel = defineModel(
  'WebhookDelivery',
  new Schema<Delivery>(
    {
      webhookId: { type: Schema.Types.ObjectId, required: true },
      organizationId: { type: Schema.Types.ObjectId, required: true },
      event: { type: String, required: true },
      body: { type: String, required: true },
      state: { type: String, enum: DELIVERY_STATES, required: true },
      attempts: { type: Number, required: true },
      tries: { type: Number, required: true },
      lastAttemptAt: optionalDate,
      lastStatus: { type: Number, default: null },
      lastFault: { type: String, enum: [...DELIVERY_FAULTS, null], default: null },
      nextAttemptAt: optionalDate,
      createdAt: { type: Date, required: true },
    },
    { collection: 'webhookDeliveries', versionKey: false },
  )
    .index({ webhookId: 1, _id: -1 })
    .index({ webhookId: 1, state: 1, _id: -1 })
    .index({ createdAt: 1 }, { expireAfterSeconds: KEPT_SECONDS }),
)
