import { type Connection, trusted } from 'mongoose'
import type { Logger } from 'pino'
import { isDuplicateKey } from '../db/transaction'
import type { Metrics } from '../observability/metrics'
import { pendingFactModel, sealedFactModel } from './audit.model'
import { chain, GENESIS } from './chain'
import type { Fact } from './facts'

const BATCH = 500
const IDLE_MS = 500

/** Where facts wait to be sealed. `settle` is called once they stand in the chain, and may be called again. */
export type FactSource = {
  pending(limit: number): Promise<{ readonly facts: readonly Fact[]; settle(): Promise<void> }>
}

const transactionalFacts = (db: Connection): FactSource => ({
  async pending(limit) {
    const Pending = pendingFactModel(db)
    const facts = await Pending.find().sort({ _id: 1 }).limit(limit).lean<Fact[]>()
    const ids = facts.map((fact) => fact._id)
    return {
      facts,
      settle: async () => void (await Pending.deleteMany({ _id: trusted({ $in: ids }) })),
    }
  },
})

export type Sealer = {
  /** Seals what waits now; answers how many facts. */
  sealOnce(): Promise<number>
  start(): void
  stop(): Promise<void>
}

/**
 * The only writer of the chain. Several processes may run one: the unique `seq` lets one of two racing batches win and
 * the other reads again. A crash between sealing and settling repeats the batch, and what is already sealed is skipped.
 */
export function createSealer(
  db: Connection,
  sources: readonly FactSource[],
  deps: { readonly log: Logger; readonly metrics: Metrics },
): Sealer {
  const Sealed = sealedFactModel(db)
  const all = [transactionalFacts(db), ...sources]
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let isStopped = false

  async function sealOnce(): Promise<number> {
    const waiting = await Promise.all(all.map((source) => source.pending(BATCH)))
    const facts = waiting.flatMap(({ facts }) => facts)
    deps.metrics.setUnsealedFacts(facts.length)
    if (facts.length === 0) return 0
    const known = await Sealed.find({ _id: trusted({ $in: facts.map((fact) => fact._id) }) }, { _id: 1 }).lean()
    const knownIds = new Set(known.map((fact) => String(fact._id)))
    const fresh = facts
      .filter((fact) => !knownIds.has(String(fact._id)))
      .sort((a, b) => a.at.getTime() - b.at.getTime() || String(a._id).localeCompare(String(b._id)))
    const [last] = await Sealed.find({}, { seq: 1, hash: 1 }).sort({ seq: -1 }).limit(1).lean()
    const sealed = chain({ seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS }, fresh)
    try {
      // Past Mongoose: the facts were validated when they were recorded, and this runs beside every busy hour.
      if (sealed.length > 0) await Sealed.collection.insertMany(sealed, { ordered: true })
    } catch (error) {
      if (isDuplicateKey(error)) return 0
      throw error
    }
    await Promise.all(waiting.map((source) => source.settle()))
    return sealed.length
  }

  function schedule(delayMs: number) {
    if (isStopped) return
    timer = setTimeout(() => {
      running = sealOnce()
        .then((count) => schedule(count >= BATCH ? 0 : IDLE_MS))
        .catch((error: unknown) => {
          if (!isStopped) deps.log.warn({ error }, 'audit facts could not be sealed; retrying')
          schedule(IDLE_MS * 4)
        })
    }, delayMs)
    timer.unref()
  }

  return {
    sealOnce,
    start: () => schedule(IDLE_MS),
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
