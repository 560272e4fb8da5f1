import { type Consents, MESSAGE_TOPICS, type MessageTopic } from '@jijiao/shared/messages'
import { type ClientSession, type Types, trusted } from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { giveConsent } from '../../privacy/consents'
import { currentNotice } from '../accounts'
import { type Consent, consentKey, consentModel, consentsOfWechat } from './consent.model'

/** More than this says nothing about what a person wants. */
const MOST_KEPT = 100

export const templateOf = (deps: Pick<Deps, 'env'>, topic: MessageTopic) =>
  deps.env.WECHAT_TEMPLATES?.find((template) => template.topic === topic)

export async function consentsOf(deps: Pick<Deps, 'db' | 'env'>, openId: string | null): Promise<Consents> {
  const templates = MESSAGE_TOPICS.flatMap((topic) => {
    const template = templateOf(deps, topic)
    return template ? [{ topic, templateId: template.templateId }] : []
  })
  const keys = openId === null ? [] : templates.map(({ templateId }) => consentKey(openId, templateId))
  const found = await consentModel(deps.db)
    .find({ _id: trusted({ $in: keys }) })
    .lean<Consent[]>()
  const byKey = new Map(found.map((consent) => [consent._id, consent]))
  return {
    isWechatBound: openId !== null,
    topics: templates.map(({ topic, templateId }) => {
      const consent = byKey.get(consentKey(openId ?? '', templateId))
      return { topic, templateId, remaining: consent?.remaining ?? 0, isRefused: consent?.isRefused ?? false }
    }),
  }
}

type Answer = { readonly accepted: readonly MessageTopic[]; readonly refused: readonly MessageTopic[] }

/** What the person tapped; each consent is good for one message. */
export async function recordConsents(
  deps: Pick<Deps, 'db' | 'env'>,
  openId: string,
  { accepted, refused }: Answer,
  changedAt: Date,
): Promise<void> {
  const keysOf = (topics: readonly MessageTopic[]) =>
    [...new Set(topics)].flatMap((topic) => {
      const template = templateOf(deps, topic)
      return template ? [consentKey(openId, template.templateId)] : []
    })
  const Consents = consentModel(deps.db)
  for (const _id of keysOf(refused)) {
    const change = { $set: { isRefused: true, changedAt }, $setOnInsert: { remaining: 0, used: 0 } }
    await Consents.updateOne({ _id }, change, { upsert: true })
  }
  for (const _id of keysOf(accepted)) {
    const isFull = await Consents.exists({ _id, remaining: trusted({ $gte: MOST_KEPT }) })
    const change = { $set: { isRefused: false, changedAt }, $setOnInsert: { used: 0 } }
    await Consents.updateOne({ _id }, { ...change, $inc: { remaining: isFull ? 0 : 1 } }, { upsert: true })
  }
}

/** Uses up one consent; `false` without any. Counted before it is used, so that two processes never use the same. */
export async function takeConsent(deps: Pick<Deps, 'db'>, key: string, changedAt: Date): Promise<boolean> {
  const taken = await consentModel(deps.db).updateOne(
    { _id: key, remaining: trusted({ $gt: 0 }) },
    { $inc: { remaining: -1, used: 1 }, $set: { changedAt } },
  )
  return taken.modifiedCount === 1
}

/** The message did not leave, so the consent stands. */
export const giveBackConsent = async (deps: Pick<Deps, 'db'>, key: string): Promise<void> =>
  void (await consentModel(deps.db).updateOne({ _id: key }, { $inc: { remaining: 1, used: -1 } }))

/** WeChat knows better (43101): the person refuses, and what we counted is worth nothing. */
export const dropConsents = async (deps: Pick<Deps, 'db'>, key: string, changedAt: Date): Promise<void> =>
  void (await consentModel(deps.db).updateOne({ _id: key }, { $set: { remaining: 0, isRefused: true, changedAt } }))

/** That the person agreed to messages through WeChat at all; WeChat's own counting is for each message. */
export async function keepConsent(deps: Pick<Deps, 'db'>, accountId: Types.ObjectId, at: Date): Promise<void> {
  const { version } = currentNotice
  try {
    await inTransaction(deps.db, (session) =>
      giveConsent(deps, { accountId, purpose: 'wechatMessages', version, at }, session),
    )
  } catch (error) {
    // Two taps at once are one consent.
    if (!isDuplicateKey(error)) throw error
  }
}

/** Nothing more goes out through WeChat until the person agrees anew. */
export async function refuseAll(
  deps: Pick<Deps, 'db'>,
  openId: string,
  changedAt: Date,
  session: ClientSession,
): Promise<void> {
  const change = { $set: { remaining: 0, isRefused: true, changedAt } }
  await consentModel(deps.db).updateMany(consentsOfWechat(openId), change, { session })
}
