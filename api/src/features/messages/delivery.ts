import { MESSAGE_TEXTS } from '@jijiao/shared/messages'
import { Types, trusted } from 'mongoose'
import { z } from 'zod'
import type { Deps } from '../../deps'
import { defineJob } from '../../jobs'
import {
  DELIVER_MESSAGES,
  type Message,
  messageModel,
  minuteInChina,
  recipientKey,
  type WechatDelivery,
} from '../../outbox'
import { createSharedToken, type SubscribeOutcome } from '../../wechat'
import { wechatOpenIdsOf } from '../accounts'
import { traineesById } from '../affiliations'
import { consentKey } from './consent.model'
import { dropConsents, giveBackConsent, takeConsent, templateOf } from './consents'

const AT_ONCE = 10
/** WeChat's limit of a `thing` value. */
const VALUE_LENGTH = 20
/** The tab page of the inbox; from there a message opens what it is about. */
const INBOX_PAGE = 'pages/messages/index'

const ENDS = { sent: 'sent', refused: 'refused', undeliverable: 'dead' } as const satisfies Partial<
  Record<SubscribeOutcome, WechatDelivery>
>

/** Carries messages out through WeChat where somebody has consented. What WeChat cannot take now is tried again. */
export const deliveryJob = (deps: Deps) =>
  defineJob({
    kind: DELIVER_MESSAGES,
    payload: z.object({ messageIds: z.array(z.string()) }),
    async run({ payload, report }) {
      const messages = await waiting(deps, payload.messageIds)
      const openIds = await openIdsOf(deps, messages)
      let left = 0
      for (let at = 0; at < messages.length; at += AT_ONCE) {
        const some = messages.slice(at, at + AT_ONCE)
        const ends = await Promise.all(some.map((message) => deliver(deps, message, openIds.get(message.recipient))))
        left += ends.filter((isEnd) => !isEnd).length
        await report(at + some.length, messages.length)
      }
      if (left > 0) throw new Error(`WeChat took ${messages.length - left} of ${messages.length} messages`)
      return undefined
    },
    async onFailure({ messageIds }) {
      const ids = messageIds.map((id) => new Types.ObjectId(id))
      const still = { _id: trusted({ $in: ids }), wechat: 'waiting' as const }
      await messageModel(deps.db).updateMany(still, { $set: { wechat: 'dead' } })
    },
  })

const waiting = (deps: Pick<Deps, 'db'>, messageIds: readonly string[]): Promise<Message[]> =>
  messageModel(deps.db)
    .find({ _id: trusted({ $in: messageIds.map((id) => new Types.ObjectId(id)) }), wechat: 'waiting' })
    .lean<Message[]>()
    .exec()

/** By recipient: the WeChat of the account, or of the trainee's account. */
async function openIdsOf(deps: Deps, messages: readonly Message[]): Promise<ReadonlyMap<string, string>> {
  const idsOf = (prefix: string) =>
    messages.flatMap(({ recipient }) =>
      recipient.startsWith(prefix) ? [new Types.ObjectId(recipient.slice(prefix.length))] : [],
    )
  const trainees = await traineesById(deps, idsOf(recipientKey.trainee('')))
  const accountOf = new Map<string, string>()
  for (const id of idsOf(recipientKey.account(''))) accountOf.set(recipientKey.account(String(id)), String(id))
  for (const [traineeId, { accountId }] of trainees) {
    if (accountId) accountOf.set(recipientKey.trainee(traineeId), String(accountId))
  }
  const openIds = await wechatOpenIdsOf(
    deps,
    [...accountOf.values()].map((id) => new Types.ObjectId(id)),
  )
  return new Map(
    [...accountOf].flatMap(([recipient, accountId]) => {
      const openId = openIds.get(accountId)
      return openId === undefined ? [] : [[recipient, openId] as const]
    }),
  )
}

/** Whether the message has come to an end, one way or another. */
async function deliver(deps: Deps, message: Message, openId: string | undefined): Promise<boolean> {
  const end = async (wechat: WechatDelivery) => {
    await messageModel(deps.db).updateOne({ _id: message._id }, { $set: { wechat } })
    return true
  }
  const template = templateOf(deps, MESSAGE_TEXTS[message.kind].topic)
  if (!template || openId === undefined) return end('noConsent')
  const key = consentKey(openId, template.templateId)
  const at = new Date(deps.clock.now())
  if (!(await takeConsent(deps, key, at))) return end('noConsent')
  const outcome = await send(deps, {
    toOpenId: openId,
    templateId: template.templateId,
    page: `${INBOX_PAGE}?messageId=${message._id}`,
    data: {
      [template.keys.title]: message.title,
      [template.keys.body]: shorten(message.body),
      [template.keys.time]: minuteInChina(message.sentAt),
    },
  })
  if (outcome === 'busy' || outcome === 'tokenEnded') {
    await giveBackConsent(deps, key)
    return false
  }
  if (outcome === 'refused') await dropConsents(deps, key, at)
  return end(ENDS[outcome])
}

async function send(
  deps: Deps,
  message: Parameters<Deps['wechat']['sendSubscribeMessage']>[1],
): Promise<SubscribeOutcome> {
  const tokens = createSharedToken(deps)
  try {
    const token = await tokens.read()
    const outcome = await deps.wechat.sendSubscribeMessage(token, message)
    if (outcome !== 'tokenEnded') return outcome
    return await deps.wechat.sendSubscribeMessage(await tokens.renew(token), message)
  } catch (error) {
    deps.log.warn({ error }, 'WeChat did not take a message')
    return 'busy'
  }
}

function shorten(text: string): string {
  const characters = [...text]
  return characters.length <= VALUE_LENGTH ? text : `${characters.slice(0, VALUE_LENGTH - 1).join('')}…`
}
