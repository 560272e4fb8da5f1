import { MESSAGE_TEXTS, MESSAGE_TOPIC_LABELS } from '@jijiao/shared/messages'
import { trusted } from 'mongoose'
import { messageModel, recipientKey } from '../../outbox'
import { type DataSubject, dataOf, type PersonalData } from '../../privacy/personal-data'
import { consentModel, consentsOfWechat } from './consent.model'

const toPerson = ({ accountId, traineeId }: DataSubject) => {
  const keys = [
    recipientKey.account(String(accountId)),
    ...(traineeId ? [recipientKey.trainee(String(traineeId))] : []),
  ]
  return { recipient: trusted({ $in: keys }) }
}

const ofWechat = ({ wechatOpenId }: DataSubject) => (wechatOpenId === null ? null : consentsOfWechat(wechatOpenId))

export const messagePersonalData: readonly PersonalData[] = [
  {
    kind: 'messages',
    sources: [
      dataOf({
        model: messageModel,
        of: toPerson,
        show: ({ kind, title, body, sentAt, readAt }) => ({
          标题: title,
          内容: body,
          分类: MESSAGE_TOPIC_LABELS[MESSAGE_TEXTS[kind].topic],
          发送时间: sentAt,
          阅读时间: readAt,
        }),
      }),
    ],
    async erase({ deps, subject, session }) {
      await messageModel(deps.db).deleteMany(toPerson(subject), { session })
    },
  },
  {
    kind: 'consents',
    sources: [
      dataOf({
        model: consentModel,
        of: ofWechat,
        show: ({ remaining, used, isRefused, changedAt }) => ({
          微信订阅剩余次数: remaining,
          已使用次数: used,
          是否拒收: isRefused ? '是' : '否',
          最后变动: changedAt,
        }),
      }),
    ],
    async erase({ deps, subject, session }) {
      const own = ofWechat(subject)
      if (own) await consentModel(deps.db).deleteMany(own, { session })
    },
  },
]
