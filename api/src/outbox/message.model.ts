import { MESSAGE_KINDS, type MessageKind, type MessagePage } from '@jijiao/shared/messages'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../db/model'

/** `waiting` until the dispatcher has looked; `noConsent` and `refused` are ordinary ends, `dead` is a fault to look at. */
export const WECHAT_DELIVERIES = ['waiting', 'sent', 'noConsent', 'refused', 'dead'] as const
export type WechatDelivery = (typeof WECHAT_DELIVERIES)[number]

/** As it was told, whatever the texts become later. */
export type Message = {
  _id: Types.ObjectId
  recipient: string
  kind: MessageKind
  title: string
  body: string
  link: { page: MessagePage; params: Record<string, string> } | null
  sentAt: Date
  isUnread: boolean
  readAt: Date | null
  wechat: WechatDelivery
}

/**
 * An account; a person who may have none yet, whose messages the inbox of the account shows too; or an organization, for
 * its own login.
 */
export const recipientKey = {
  account: (accountId: string) => `account:${accountId}`,
  trainee: (traineeId: string) => `trainee:${traineeId}`,
  organization: (organizationId: string) => `organization:${organizationId}`,
}

export const messageModel = defineModel(
  'Message',
  new Schema<Message>(
    {
      recipient: { type: String, required: true },
      kind: { type: String, enum: MESSAGE_KINDS, required: true },
      title: { type: String, required: true },
      body: { type: String, required: true },
      link: {
        type: new Schema(
          { page: { type: String, required: true }, params: { type: Schema.Types.Mixed, required: true } },
          { _id: false, minimize: false },
        ),
        default: null,
      },
      sentAt: { type: Date, required: true },
      isUnread: { type: Boolean, required: true },
      readAt: { type: Date, default: null },
      wechat: { type: String, enum: WECHAT_DELIVERIES, required: true },
    },
    { collection: 'messages', versionKey: false },
  )
    .index({ recipient: 1, _id: -1 })
    .index({ recipient: 1, isUnread: 1, _id: -1 }),
)
