import {
  MOST_WEBHOOKS,
  PING,
  SECRET_OVERLAP_HOURS,
  WEBHOOK_LIFECYCLE,
  type WebhookAction,
  type WebhookEvent,
} from '@jijiao/shared/webhooks'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { enqueueJob } from '../../jobs'
import { type Delivery, deliveryModel } from './delivery.model'
import { bodyOfPing } from './events'
import { beginAtHead } from './fan-out.job'
import { deliveryJobOf, newDelivery } from './new-delivery'
import { newSecret } from './signature'
import { assertCallable } from './url'
import { type Webhook, webhookModel } from './webhook.model'

type Content = { readonly url: string; readonly events: WebhookEvent[] }
type Given = Pick<Deps, 'db' | 'vault' | 'env'>
type Versioned = { readonly version: number }

export async function createWebhook(
  deps: Given,
  of: Circumstances,
  { organizationId, events, ...given }: Content & { readonly organizationId: string },
) {
  const url = assertCallable(given.url, deps.env)
  const secret = newSecret()
  const webhook: Webhook = {
    _id: new Types.ObjectId(),
    organizationId: new Types.ObjectId(organizationId),
    url,
    events,
    state: 'active',
    secrets: [{ sealed: deps.vault.seal('webhookSecret', secret), endsAt: null }],
    createdAt: of.at,
    failingSince: null,
    disabledAt: null,
    version: 1,
  }
  await uniqueUrl(() =>
    inTransaction(deps.db, async (session) => {
      const had = await webhookModel(deps.db)
        .find({ organizationId: webhook.organizationId }, { _id: 1 }, { session })
        .limit(MOST_WEBHOOKS)
        .lean()
      if (had.length >= MOST_WEBHOOKS) throw new Problem('too_many_webhooks')
      await beginAtHead(deps, session)
      await webhookModel(deps.db).create([webhook], { session })
      await recordFacts(deps.db, [webhookFact(of, 'WebhookCreated', webhook, { from: null })], session)
    }),
  )
  return { webhook, secret }
}

export async function editWebhook(
  deps: Given,
  of: Circumstances,
  webhook: Webhook,
  { version, events, ...given }: Content & Versioned,
): Promise<Webhook> {
  const url = assertCallable(given.url, deps.env)
  // How long the former address has failed says nothing of another.
  const set = { url, events, ...(url !== webhook.url && { failingSince: null }) }
  return uniqueUrl(() => change(deps, of, webhook, { version, what: 'WebhookChanged', set }))
}

const MOVE_FACTS = { enable: 'WebhookEnabled', disable: 'WebhookDisabled' } as const

export function moveWebhook(
  deps: Given,
  of: Circumstances,
  webhook: Webhook,
  { version, action }: Versioned & { readonly action: WebhookAction },
): Promise<Webhook> {
  const { from, to } = WEBHOOK_LIFECYCLE[action]
  const set = { state: to, failingSince: null, disabledAt: action === 'disable' ? of.at : null }
  return change(deps, of, webhook, { version, from, what: MOVE_FACTS[action], set })
}

export async function rotateSecret(deps: Given, of: Circumstances, webhook: Webhook, { version }: Versioned) {
  const secret = newSecret()
  const endsAt = new Date(of.at.getTime() + SECRET_OVERLAP_HOURS * 3_600_000)
  const [current] = webhook.secrets
  const previous = current ? [{ ...current, endsAt }] : []
  const secrets = [{ sealed: deps.vault.seal('webhookSecret', secret), endsAt: null }, ...previous]
  const set = { secrets }
  return { webhook: await change(deps, of, webhook, { version, what: 'WebhookSecretRotated', set }), secret }
}

export async function removeWebhook(deps: Given, of: Circumstances, { _id }: Webhook): Promise<void> {
  await inTransaction(deps.db, async (session) => {
    const removed = await webhookModel(deps.db).findOneAndDelete({ _id }, { session }).lean<Webhook | null>()
    if (!removed) throw new Problem('not_found')
    await recordFacts(deps.db, [webhookFact(of, 'WebhookRemoved', removed, { from: removed.state, to: null })], session)
  })
}

export async function pingWebhook(deps: Given, of: Circumstances, webhook: Webhook): Promise<Delivery> {
  const { organizationId } = webhook
  const delivery = newDelivery(webhook, PING, of.at, (id) => bodyOfPing(id, String(organizationId), of.at))
  await inTransaction(deps.db, async (session) => {
    await deliveryModel(deps.db).create([delivery], { session })
    await recordFacts(deps.db, [webhookFact(of, 'WebhookTested', webhook, { from: webhook.state })], session)
    await enqueueJob(deps, deliveryJobOf(delivery, of, of.at), session)
  })
  return delivery
}

export async function redeliver(
  deps: Given,
  of: Circumstances,
  webhook: Webhook,
  { _id }: Delivery,
): Promise<Delivery> {
  if (webhook.state !== 'active') throw new Problem('webhook_disabled')
  return inTransaction(deps.db, async (session) => {
    const delivery = await deliveryModel(deps.db)
      .findOneAndUpdate(
        { _id, state: trusted({ $ne: 'waiting' as const }) },
        { $set: { state: 'waiting', tries: 0, nextAttemptAt: of.at } },
        { returnDocument: 'after', session },
      )
      .lean<Delivery | null>()
    if (!delivery) throw new Problem('state_conflict')
    const details = { deliveryId: String(_id) }
    await recordFacts(
      deps.db,
      [webhookFact(of, 'WebhookRedelivered', webhook, { from: webhook.state, details })],
      session,
    )
    await enqueueJob(deps, deliveryJobOf(delivery, of, of.at), session)
    return delivery
  })
}

type Change = Versioned & {
  readonly what: Fact['what']
  readonly from?: readonly Webhook['state'][]
  readonly set: Partial<Webhook>
}

function change(deps: Given, of: Circumstances, before: Webhook, { version, what, from, set }: Change) {
  return inTransaction(deps.db, async (session: ClientSession) => {
    const changed = await webhookModel(deps.db)
      .findOneAndUpdate(
        { _id: before._id, version, ...(from && { state: trusted({ $in: [...from] }) }) },
        { $set: set, $inc: { version: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<Webhook | null>()
    if (!changed) throw new Problem('state_conflict')
    await recordFacts(deps.db, [webhookFact(of, what, changed, { from: before.state })], session)
    return changed
  })
}

/** Another webhook of the unit has the address. */
async function uniqueUrl<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (isDuplicateKey(error, 'url')) throw new Problem('webhook_exists')
    throw error
  }
}

export const webhookFact = (
  of: Circumstances,
  what: Fact['what'],
  { _id, organizationId, state }: Pick<Webhook, '_id' | 'organizationId' | 'state'>,
  { from, to = state, details = null }: Pick<Fact, 'from'> & Partial<Pick<Fact, 'to' | 'details'>>,
): Fact =>
  fact(of, {
    what,
    subject: { kind: 'webhook', id: String(_id) },
    organizationId: String(organizationId),
    from,
    to,
    details,
  })
