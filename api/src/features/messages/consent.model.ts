import { Schema, trusted } from 'mongoose'
import { defineModel } from '../../db/model'

/** What one WeChat agreed to for one template. `_id` is `<openId> <templateId>`: WeChat asks the phone, not the account. */
export type Consent = {
  _id: string
  remaining: number
  used: number
  isRefused: boolean
  changedAt: Date
}

export const consentKey = (openId: string, templateId: string) => `${openId} ${templateId}`

/** The filter of all that a WeChat agreed to: whose keys begin with it and a space. */
export const consentsOfWechat = (openId: string) => ({ _id: trusted({ $gte: `${openId} `, $lt: `${openId}!` }) })

export const consentModel = defineModel(
  'MessageConsent',
  new Schema<Consent>(
    {
      _id: { type: String, required: true },
      remaining: { type: Number, required: true },
      used: { type: Number, required: true },
      isRefused: { type: Boolean, required: true },
      changedAt: { type: Date, required: true },
    },
    { collection: 'messageConsents', versionKey: false },
  ),
)
