import { createHash } from 'node:crypto'
import { Schema, trusted } from 'mongoose'
import { defineModel } from '../db/model'
import { isDuplicateKey } from '../db/transaction'
import type { Deps } from '../deps'

type AttemptCounter = { _id: string; count: number; expiresAt: Date }

export const attemptModel = defineModel(
  'AttemptCounter',
  new Schema<AttemptCounter>(
    {
      _id: { type: String, required: true },
      count: { type: Number, required: true },
      expiresAt: { type: Date, required: true },
    },
    { collection: 'attemptCounters', versionKey: false },
  ).index({ expiresAt: 1 }, { expireAfterSeconds: 0 }),
)

export type AttemptLimit = {
  readonly limit: number
  readonly windowMs: number
  /** Each attempt begins the window anew; otherwise the first one does. */
  readonly isSliding?: boolean
}

export type Attempt =
  | { readonly isAllowed: true; readonly count: number }
  | { readonly isAllowed: false; readonly retryAfterSeconds: number }

/**
 * Counts what must not be tried too often, in the database, where all processes see it. An attempt is counted before it
 * is made, so that a burst of them gets no more tries than a queue of them.
 */
export function createAttempts(deps: Pick<Deps, 'db' | 'clock'>) {
  const Counter = attemptModel(deps.db)
  return {
    /** `weight`: how many attempts it is, all or none. */
    async take(key: string, { limit, windowMs, isSliding = false }: AttemptLimit, weight = 1): Promise<Attempt> {
      const room = limit - weight
      for (;;) {
        const at = deps.clock.now()
        const expiresAt = new Date(at + windowMs)
        const current = { _id: key, expiresAt: trusted({ $gt: new Date(at) }) }
        const taken = await Counter.findOneAndUpdate(
          { ...current, count: trusted({ $lte: room }) },
          { $inc: { count: weight }, ...(isSliding ? { $set: { expiresAt } } : {}) },
          { returnDocument: 'after' },
        ).lean()
        if (taken) return { isAllowed: true, count: taken.count }
        const full = await Counter.findOne({ ...current, count: trusted({ $gt: room }) }).lean()
        if (full) return { isAllowed: false, retryAfterSeconds: Math.ceil((full.expiresAt.getTime() - at) / 1_000) }
        try {
          await Counter.updateOne(
            { _id: key, expiresAt: trusted({ $lte: new Date(at) }) },
            { $set: { count: weight, expiresAt } },
            { upsert: true },
          )
          return { isAllowed: true, count: weight }
        } catch (error) {
          // Somebody else began the window in between: count within theirs.
          if (!isDuplicateKey(error)) throw error
        }
      }
    },
    /** How many there have been in the window that runs. */
    async count(key: string): Promise<number> {
      const current = { _id: key, expiresAt: trusted({ $gt: new Date(deps.clock.now()) }) }
      return (await Counter.findOne(current).lean())?.count ?? 0
    },
    /** Attempts that turned out not to count. */
    async giveBack(key: string, weight = 1): Promise<void> {
      await Counter.updateOne({ _id: key, count: trusted({ $gte: weight }) }, { $inc: { count: -weight } })
    },
    async clear(key: string): Promise<void> {
      await Counter.deleteOne({ _id: key })
    },
  }
}

/** A counter's key: what is counted, and for whom, without keeping names and addresses readable. */
export const attemptKey = (what: string, ...parts: readonly string[]) =>
  `${what}:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`
