import type { Engine } from './engine'
import { runQuery } from './planner/run'
import type { Collection } from './storage/collection'
import type { Index } from './storage/indexes'
import { LATEST } from './transactions/transaction'
import { decode } from './values/decode'
import { documentOf } from './values/document'

const SWEEP_MS = 1000
const PRUNE_MS = 5 * 60_000
const MAX_PER_SWEEP = 5000

/** Timers that end what has lived too long: transactions, cursors, remembered sessions, documents of TTL indexes. */
export class Expiry {
  readonly #timers: NodeJS.Timeout[]
  #isDeleting = false

  constructor(
    readonly engine: Engine,
    ttlIntervalSeconds: number,
  ) {
    this.#timers = [
      setInterval(() => engine.expire(Date.now()), SWEEP_MS),
      setInterval(() => this.#ignoringFailure(() => engine.sessions.prune(Date.now())), PRUNE_MS),
      setInterval(() => this.#ignoringFailure(() => this.#deleteExpired(Date.now())), ttlIntervalSeconds * 1000),
    ]
    for (const timer of this.#timers) timer.unref()
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer)
  }

  /** What fails now, as on a full disk, is done at the next time. */
  #ignoringFailure(work: () => void): void {
    if (this.#isDeleting) return
    this.#isDeleting = true
    try {
      work()
    } catch {
      // Tried again by the next timer.
    } finally {
      this.#isDeleting = false
    }
  }

  #deleteExpired(now: number): void {
    for (const collection of this.engine.catalog.all()) {
      for (const index of collection.indexes.values()) {
        if (index.expireAfterSeconds !== undefined)
          this.#deleteFrom(collection, index, now - index.expireAfterSeconds * 1000)
      }
    }
  }

  /** A document goes when the earliest date in the field is past; one that a transaction holds, at the next sweep. */
  #deleteFrom(collection: Collection, index: Index, before: number): void {
    const [field] = index.fields as [string]
    const condition = documentOf([['$lte', new Date(before)]])
    const filter = documentOf([
      [field, condition],
      ...Object.entries(index.partialFilter ?? {}).filter(([name]) => name !== field),
    ])
    const expired = [...runQuery(collection, { filter, limit: MAX_PER_SWEEP }, { view: LATEST })]
    for (const { id, bytes, document } of expired) {
      // What a transaction holds is left for the next sweep, so nobody waits here.
      void this.engine.writer.write(
        { collection, id, before: document ?? decode(bytes), after: null, bytes: null },
        undefined,
      )
    }
  }
}
