import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type Account = {
  _id: Types.ObjectId
  userName: string
  /** In lower case: two names that differ in capitals only are one name. */
  userNameKey: string
  passwordHash: string
  phoneSealed: string
  phoneIndex: string
  name: string | null
  residentIdSealed: string | null
  /** Absent until the real-name check; of one person there is one account. */
  residentIdIndex?: string | undefined
  realNameAt: Date | null
  traineeId: Types.ObjectId | null
  wechatOpenId?: string | undefined
  /** Of a unit account, the unit's own login; absent with a person's. */
  unitAccountOfId?: Types.ObjectId | undefined
  noticeVersion: string
  noticeAcceptedAt: Date
  createdAt: Date
}

export const accountModel = defineModel(
  'Account',
  new Schema<Account>(
    {
      userName: { type: String, required: true },
      userNameKey: { type: String, required: true },
      passwordHash: { type: String, required: true },
      phoneSealed: { type: String, required: true },
      phoneIndex: { type: String, required: true },
      name: { type: String, default: null },
      residentIdSealed: { type: String, default: null },
      residentIdIndex: { type: String },
      realNameAt: { type: Date, default: null },
      traineeId: { type: Schema.Types.ObjectId, default: null },
      wechatOpenId: { type: String },
      unitAccountOfId: { type: Schema.Types.ObjectId },
      noticeVersion: { type: String, required: true },
      noticeAcceptedAt: { type: Date, required: true },
      createdAt: { type: Date, required: true },
    },
    { collection: 'accounts', versionKey: false },
  )
    .index({ userNameKey: 1 }, { unique: true })
    .index({ phoneIndex: 1 })
    .index({ residentIdIndex: 1 }, { unique: true, partialFilterExpression: { residentIdIndex: { $exists: true } } })
    .index({ unitAccountOfId: 1 }, { unique: true, partialFilterExpression: { unitAccountOfId: { $exists: true } } })
    .index({ wechatOpenId: 1 }, { unique: true, partialFilterExpression: { wechatOpenId: { $exists: true } } }),
)
