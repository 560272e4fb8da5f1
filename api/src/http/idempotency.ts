import { createHash } from 'node:crypto'
import { Schema, trusted } from 'mongoose'
import type { AccountActor } from '../auth/actor'
import { defineModel } from '../db/model'
import { isDuplicateKey } from '../db/transaction'
import type { Deps } from '../deps'
import { Problem } from './problem'

const KEPT_SECONDS = 24 * 60 * 60
/** An attempt that has not ended by then died with its process; the next one may try again. */
const ATTEMPT_MS = 60_000
const KEY = /^[\w-]{8,100}$/

type Stored = {
  _id: string
  digest: string
  startedAt: Date
  reply?: { status: number; body?: unknown }
}

export const idempotencyModel = defineModel(
  'IdempotencyKey',
  new Schema<Stored>(
    {
      _id: { type: String, required: true },
      digest: { type: String, required: true },
      startedAt: { type: Date, required: true },
      reply: { type: Schema.Types.Mixed },
    },
    { collection: 'idempotencyKeys', versionKey: false },
  ).index({ startedAt: 1 }, { expireAfterSeconds: KEPT_SECONDS }),
)

type Reply = { status: number; body: unknown }
type Request = { key: string; actor: AccountActor | null; name: string; input: unknown }

/**
 * Performs a request once for its caller and key: a repetition receives the first answer, one at the same time is told
 * to wait, another request under the same key is refused. A refused attempt leaves the key free.
 */
export async function once(deps: Deps, request: Request, act: () => Promise<Reply>): Promise<Reply> {
  if (!KEY.test(request.key)) {
    throw new Problem('malformed_request', { detail: 'Idempotency-Key 应为 8–100 个字母、数字、下划线或连字符' })
  }
  const Stored = idempotencyModel(deps.db)
  const _id = `${request.actor?.accountId ?? 'guest'}:${request.name}:${request.key}`
  const digest = createHash('sha256').update(JSON.stringify(request.input)).digest('base64url')
  const startedAt = new Date(deps.clock.now())
  try {
    await Stored.create({ _id, digest, startedAt })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    const first = await Stored.findById(_id).lean()
    if (first && first.digest !== digest) throw new Problem('idempotency_key_reused')
    if (first?.reply) return { status: first.reply.status, body: first.reply.body }
    const abandonedBefore = new Date(deps.clock.now() - ATTEMPT_MS)
    const takenOver = await Stored.updateOne(
      { _id, reply: trusted({ $exists: false }), startedAt: trusted({ $lt: abandonedBefore }) },
      { $set: { startedAt } },
    )
    if (takenOver.modifiedCount === 0) throw new Problem('request_in_progress', { headers: { 'retry-after': '1' } })
  }
  try {
    const reply = await act()
    await Stored.updateOne({ _id }, { $set: { reply } })
    return reply
  } catch (error) {
    await Stored.deleteOne({ _id })
    throw error
  }
}
