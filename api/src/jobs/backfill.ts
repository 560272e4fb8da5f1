import { type Model, type QueryFilter, type Types, trusted } from 'mongoose'
import { z } from 'zod'
import { defineJob } from './definition'

const BATCH = 200

type Backfill<T> = {
  readonly kind: string
  readonly model: Model<T>
  /** What an earlier version has left without the field. */
  readonly missing: () => QueryFilter<T>
  /** Harmless to repeat, and while the system writes the same documents. */
  readonly fill: (documents: readonly T[]) => Promise<void>
}

/**
 * Gives documents of an earlier version what this one finds them by. The system runs meanwhile; it walks the collection
 * once, in the order of the ids, and after a crash again from the start, where little is left to do.
 */
export const backfillJob = <T extends { _id: Types.ObjectId }>({ kind, model, missing, fill }: Backfill<T>) =>
  defineJob({
    kind,
    payload: z.null(),
    isOnce: true,
    async run({ signal, report }) {
      let filled = 0
      for (let after: Types.ObjectId | null = null; ; ) {
        signal.throwIfAborted()
        const rest = (after ? { _id: trusted({ $gt: after }) } : {}) as QueryFilter<T>
        const found: T[] = await model
          .find({ $and: [missing(), rest] })
          .sort({ _id: 1 })
          .limit(BATCH)
          .lean<T[]>()
        if (found.length > 0) await fill(found)
        filled += found.length
        await report(filled, filled)
        const last = found.at(-1)
        if (!last || found.length < BATCH) return { filled }
        after = last._id
      }
    },
  })
