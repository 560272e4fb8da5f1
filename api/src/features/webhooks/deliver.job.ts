import { FAILING_DAYS, PING, RETRY_SECONDS } from '@jijiao/shared/webhooks'
import { type ClientSession, trusted } from 'mongoose'
import { z } from 'zod'
import { type Circumstances, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { defineJob, enqueueJob } from '../../jobs'
import { noticeTo, notify } from '../../outbox'
import { type Delivery, deliveryModel } from './delivery.model'
import { DELIVER, deliveryJobOf } from './new-delivery'
import { type Sent, send } from './send'
import { signatureHeader } from './signature'
import { webhookFact } from './webhook.commands'
import { type Webhook, webhookModel } from './webhook.model'

/** One attempt of one delivery; a failed one asks for the next. A process that dies in between sends it once more. */
export const deliverJob = (deps: Pick<Deps, 'db' | 'vault' | 'env' | 'clock'>) =>
  defineJob({
    kind: DELIVER,
    payload: z.object({ deliveryId: z.string() }),
    // A receiver that is dead holds its place for as long as it may take to answer.
    atOnce: 1,
    async run({ payload, of }) {
      const delivery = await deliveryModel(deps.db)
        .findOne({ _id: payload.deliveryId, state: 'waiting' })
        .lean<Delivery | null>()
      if (!delivery) return undefined
      const webhook = await webhookModel(deps.db).findById(delivery.webhookId).lean<Webhook | null>()
      if (!webhook || (webhook.state === 'disabled' && delivery.event !== PING)) {
        await deliveryModel(deps.db).updateOne(
          { _id: delivery._id, state: 'waiting' },
          { $set: { state: 'failed', nextAttemptAt: null } },
        )
        return undefined
      }
      const sent = await send(parcelOf(deps, webhook, delivery, of.at), {
        isLoopbackAllowed: deps.env.WEBHOOKS_TO_LOOPBACK,
      })
      const after = { ...of, at: new Date(deps.clock.now()) }
      await inTransaction(deps.db, async (session) => {
        if (!(await keepAttempt(deps, after, delivery, sent, session))) return
        if (sent.fault === null) await recover(deps, webhook, session)
        else if (delivery.event !== PING) await suffer(deps, after, webhook, session)
      })
      return undefined
    },
  })

function parcelOf(deps: Pick<Deps, 'vault'>, webhook: Webhook, { _id, event, body }: Delivery, at: Date) {
  const id = String(_id)
  return {
    url: webhook.url,
    body,
    headers: {
      'user-agent': 'Jijiao-Webhooks/1',
      'jijiao-event': event,
      'jijiao-delivery': id,
      'jijiao-signature': signatureHeader(deps.vault, webhook.secrets, { id, body, at }),
    },
  }
}

async function keepAttempt(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { _id, attempts, tries, event }: Delivery,
  { status, fault }: Sent,
  session: ClientSession,
): Promise<boolean> {
  // A test is for somebody who waits for it: it is not tried again.
  const pause = event === PING ? undefined : RETRY_SECONDS[tries]
  const isOver = fault === null || pause === undefined
  const nextAttemptAt = isOver ? null : new Date(of.at.getTime() + pause * 1_000)
  const kept = await deliveryModel(deps.db).updateOne(
    { _id, state: 'waiting', attempts },
    {
      $set: {
        state: fault === null ? 'delivered' : isOver ? 'failed' : 'waiting',
        lastAttemptAt: of.at,
        lastStatus: status,
        lastFault: fault,
        nextAttemptAt,
      },
      $inc: { attempts: 1, tries: 1 },
    },
    { session },
  )
  if (kept.modifiedCount === 0) return false
  if (nextAttemptAt) await enqueueJob(deps, deliveryJobOf({ _id }, of, nextAttemptAt), session)
  return true
}

async function recover(deps: Pick<Deps, 'db'>, { _id, failingSince }: Webhook, session: ClientSession) {
  if (failingSince) await webhookModel(deps.db).updateOne({ _id }, { $set: { failingSince: null } }, { session })
}

/** Nothing has been answered well for days: it is given up, and the unit told. */
async function suffer(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { _id, failingSince, url }: Webhook,
  session: ClientSession,
) {
  const Webhooks = webhookModel(deps.db)
  if (!failingSince) {
    await Webhooks.updateOne({ _id, failingSince: null }, { $set: { failingSince: of.at } }, { session })
    return
  }
  const since = new Date(of.at.getTime() - FAILING_DAYS * 86_400_000)
  if (failingSince > since) return
  const disabled = await Webhooks.findOneAndUpdate(
    { _id, state: 'active', failingSince: trusted({ $lte: since }) },
    { $set: { state: 'disabled', disabledAt: of.at }, $inc: { version: 1 } },
    { returnDocument: 'after', session },
  ).lean<Webhook | null>()
  if (!disabled) return
  await recordFacts(deps.db, [webhookFact(of, 'WebhookDisabled', disabled, { from: 'active' })], session)
  const told = { kind: 'webhookDisabled', data: { host: new URL(url).host } } as const
  await notify(deps, of, [noticeTo({ organizationId: String(disabled.organizationId) }, told)], session)
}
