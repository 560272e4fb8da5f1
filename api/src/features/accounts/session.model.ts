import { SIGN_IN_METHODS, type SignInMethod } from '@jijiao/shared/accounts'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export const IDLE_DAYS = 30

/** One sign-in on one device: the family that its refresh tokens belong to. */
export type Session = {
  _id: Types.ObjectId
  accountId: Types.ObjectId
  method: SignInMethod
  deviceKey: string | null
  deviceName: string | null
  /** Of the refresh token that is good now; each renewal adds one. */
  generation: number
  renewedAt: Date
  /** The organization acted for, as long as the binding to it is active. */
  actingForId: Types.ObjectId | null
  signedInAt: Date
  lastUsedAt: Date
  endedAt: Date | null
}

export const sessionModel = defineModel(
  'Session',
  new Schema<Session>(
    {
      accountId: { type: Schema.Types.ObjectId, required: true },
      method: { type: String, enum: SIGN_IN_METHODS, required: true },
      deviceKey: { type: String, default: null },
      deviceName: { type: String, default: null },
      generation: { type: Number, required: true },
      renewedAt: { type: Date, required: true },
      actingForId: { type: Schema.Types.ObjectId, default: null },
      signedInAt: { type: Date, required: true },
      lastUsedAt: { type: Date, required: true },
      endedAt: { type: Date, default: null },
    },
    { collection: 'sessions', versionKey: false },
  )
    .index({ accountId: 1, lastUsedAt: -1 })
    .index({ lastUsedAt: 1 }, { expireAfterSeconds: IDLE_DAYS * 24 * 60 * 60 }),
)
