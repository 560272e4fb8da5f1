import { type ClientSession, Types, trusted } from 'mongoose'
import { z } from 'zod'
import { type SealedFact, sealedFactModel } from '../../audit'
import { groupedBy } from '../../db/grouped'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { defineJob, enqueueJobs } from '../../jobs'
import { type Delivery, deliveryModel } from './delivery.model'
import { bodyOfFact, eventOf } from './events'
import { deliveryJobOf, newDelivery } from './new-delivery'
import { factCursorModel, type Webhook, webhookModel } from './webhook.model'

const CURSOR = 'facts'
const BATCH = 500

/** The first webhook of all: what happened before concerns nobody. */
export async function beginAtHead(deps: Pick<Deps, 'db'>, session: ClientSession): Promise<void> {
  const Cursor = factCursorModel(deps.db)
  if (await Cursor.exists({ _id: CURSOR }).session(session)) return
  const [last] = await sealedFactModel(deps.db)
    .find({}, { seq: 1 }, { session })
    .sort({ seq: -1 })
    .limit(1)
    .lean<Pick<SealedFact, 'seq'>[]>()
  await Cursor.updateOne({ _id: CURSOR }, { $setOnInsert: { seq: last?.seq ?? 0 } }, { upsert: true, session })
}

/**
 * Turns facts into deliveries once they stand in the chain, so that no action waits for a webhook or fails by one. The
 * cursor moves in the transaction that makes the deliveries: each fact is told once, whatever process dies.
 */
export const fanOutJob = (deps: Pick<Deps, 'db'>) =>
  defineJob({
    kind: 'webhooks.fanOut',
    payload: z.null(),
    everyMs: 2_000,
    async run({ of, signal }) {
      const Cursor = factCursorModel(deps.db)
      for (;;) {
        const cursor = await Cursor.findById(CURSOR).lean()
        if (!cursor) return undefined
        const facts = await sealedFactModel(deps.db)
          .find({ seq: trusted({ $gt: cursor.seq }) })
          .sort({ seq: 1 })
          .limit(BATCH)
          .lean<SealedFact[]>()
        const last = facts.at(-1)
        if (!last) return undefined
        const deliveries = await deliveriesOf(deps, facts, of.at)
        await inTransaction(deps.db, async (session) => {
          const moved = await Cursor.updateOne(cursor, { $set: { seq: last.seq } }, { session })
          // Another process has told these.
          if (moved.modifiedCount === 0 || deliveries.length === 0) return
          await deliveryModel(deps.db).insertMany(deliveries, { session })
          await enqueueJobs(
            deps,
            deliveries.map((delivery) => deliveryJobOf(delivery, of, of.at)),
            session,
          )
        })
        if (facts.length < BATCH || signal.aborted) return undefined
      }
    },
  })

async function deliveriesOf(deps: Pick<Deps, 'db'>, facts: readonly SealedFact[], at: Date): Promise<Delivery[]> {
  const told = facts.filter((fact) => fact.organizationId !== null && eventOf(fact) !== undefined)
  if (told.length === 0) return []
  const ids = [...new Set(told.map(({ organizationId }) => organizationId ?? ''))]
  const webhooks = await webhookModel(deps.db)
    .find({ organizationId: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }), state: 'active' })
    .lean<Webhook[]>()
  const byUnit = groupedBy(webhooks, ({ organizationId }) => String(organizationId))
  return told.flatMap((fact) => {
    const event = eventOf(fact)
    if (!event) return []
    return (byUnit.get(fact.organizationId ?? '') ?? [])
      .filter(({ events, createdAt }) => events.includes(event) && createdAt <= fact.at)
      .map((webhook) => newDelivery(webhook, event, at, (id) => bodyOfFact(id, event, fact)))
  })
}
