import { createHash, randomBytes } from 'node:crypto'
import { type ClientSession, Schema, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { attemptKey, createAttempts } from '../../auth/attempts'
import { defineModel } from '../../db/model'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem, tooManyRequests } from '../../http/problem'
import { type Account, accountModel } from './account.model'

const TICKET_MS = 10 * 60 * 1_000
/** WeChat lets an app ask only so often a minute; one address must not use that up for everybody. */
const IDENTIFY_LIMIT = { limit: 600, windowMs: 60 * 1_000 }

/** `_id` is the ticket's hash. */
type BindTicket = { _id: string; openId: string; expiresAt: Date }

export const bindTicketModel = defineModel(
  'BindTicket',
  new Schema<BindTicket>(
    {
      _id: { type: String, required: true },
      openId: { type: String, required: true },
      expiresAt: { type: Date, required: true },
    },
    { collection: 'bindTickets', versionKey: false },
  ).index({ expiresAt: 1 }, { expireAfterSeconds: 0 }),
)

const hashOf = (ticket: string) => createHash('sha256').update(ticket).digest('base64url')

/** Who scanned or tapped, as WeChat says. */
export async function identifyByWechat(deps: Deps, code: string, address: string): Promise<string> {
  const attempt = await createAttempts(deps).take(attemptKey('wechat', address), IDENTIFY_LIMIT)
  if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds)
  return (await deps.wechat.identify(code)).openId
}

export const findAccountByWechat = (deps: Pick<Deps, 'db'>, openId: string): Promise<Account | null> =>
  accountModel(deps.db).findOne({ wechatOpenId: openId }).lean<Account>().exec()

/** Proves for ten minutes that its bearer is this WeChat; used once. */
export async function issueBindTicket(deps: Pick<Deps, 'db' | 'clock'>, openId: string): Promise<string> {
  const ticket = randomBytes(32).toString('base64url')
  const expiresAt = new Date(deps.clock.now() + TICKET_MS)
  await bindTicketModel(deps.db).create({ _id: hashOf(ticket), openId, expiresAt })
  return ticket
}

/** The WeChat that a ticket stands for; the ticket stays good until it is used. */
export async function readBindTicket(deps: Pick<Deps, 'db' | 'clock'>, ticket: string): Promise<string> {
  const expiresAt = trusted({ $gt: new Date(deps.clock.now()) })
  const stored = await bindTicketModel(deps.db)
    .findOne({ _id: hashOf(ticket), expiresAt })
    .lean()
  if (!stored) throw new Problem('bind_ticket_expired')
  return stored.openId
}

export async function useBindTicket(deps: Pick<Deps, 'db'>, ticket: string, session: ClientSession): Promise<void> {
  const { deletedCount } = await bindTicketModel(deps.db).deleteOne({ _id: hashOf(ticket) }, { session })
  if (deletedCount === 0) throw new Problem('bind_ticket_expired')
}

/**
 * Binds a WeChat to an account, in place of the one before, with what must happen in the same transaction. One WeChat
 * signs in to one account.
 */
export async function bindWechat(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { accountId, openId }: { readonly accountId: string; readonly openId: string },
  also: (session: ClientSession) => Promise<void> = async () => undefined,
): Promise<void> {
  const subject = { kind: 'account', id: accountId } as const
  try {
    await inTransaction(deps.db, async (session) => {
      await also(session)
      const { modifiedCount } = await accountModel(deps.db).updateOne(
        { _id: accountId, wechatOpenId: trusted({ $ne: openId }) },
        { $set: { wechatOpenId: openId } },
        { session },
      )
      if (modifiedCount === 1) await recordFacts(deps.db, [fact(of, { what: 'WechatBound', subject })], session)
    })
  } catch (error) {
    if (isDuplicateKey(error, 'wechatOpenId')) throw new Problem('wechat_already_bound')
    throw error
  }
}

export async function unbindWechat(deps: Pick<Deps, 'db'>, of: Circumstances, accountId: string): Promise<void> {
  const subject = { kind: 'account', id: accountId } as const
  await inTransaction(deps.db, async (session) => {
    const { modifiedCount } = await accountModel(deps.db).updateOne(
      { _id: accountId, wechatOpenId: trusted({ $exists: true }) },
      { $unset: { wechatOpenId: 1 } },
      { session },
    )
    if (modifiedCount === 1) await recordFacts(deps.db, [fact(of, { what: 'WechatUnbound', subject })], session)
  })
}
