import { MongoServerError } from '../errors'
import type { Collection } from '../storage/collection'
import type { Index } from '../storage/indexes'
import type { Document } from '../values/document'

/** A record as a transaction has written it; `null`: deleted. */
export interface Written {
  bytes: Uint8Array | null
  document: Document | null
}

/** Records that a reader must see other than the tables have them; `null`: not at all. */
export type Delta = ReadonlyMap<number, Uint8Array | null>

/** How a reader sees the collections. */
export interface View {
  delta(collection: Collection): Delta | undefined
}

/** The latest state, as plain commands read it. */
export const LATEST: View = { delta: () => undefined }

export const TRANSACTION_LIFETIME_MS = 60_000

/**
 * A multi-document transaction: it reads the state as of `snapshot` and keeps its writes to itself until it commits.
 * Records it has written, and keys it has taken in unique indexes, are locked for others.
 */
export class Transaction implements View {
  readonly writes = new Map<Collection, Map<number, Written>>()
  readonly takenKeys = new Map<Index, Map<string, number>>()
  /** Collections that its writes have brought into being; dropped again when it is aborted. */
  readonly created: Collection[] = []
  readonly startedAt = Date.now()
  readonly ended: Promise<void>
  #end: () => void = () => {}

  constructor(
    readonly number: string,
    readonly snapshot: number,
  ) {
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  end(): void {
    this.#end()
  }

  hasWritten(collection: Collection, id: number): boolean {
    return this.writes.get(collection)?.has(id) ?? false
  }

  delta(collection: Collection): Delta | undefined {
    const written = this.writes.get(collection)
    if (!written?.size && collection.history.size === 0) return undefined
    const delta = new Map<number, Uint8Array | null>()
    for (const [id, versions] of collection.history) {
      const old = versions.find(({ until }) => until > this.snapshot)
      if (old) delta.set(id, old.bytes)
    }
    if (written) for (const [id, { bytes }] of written) delta.set(id, bytes)
    return delta.size > 0 ? delta : undefined
  }
}

/** Two transactions have written the same; the one that came second starts again. */
export const writeConflict = (): MongoServerError =>
  new MongoServerError(
    'WriteConflict',
    'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
    { errorLabels: ['TransientTransactionError'] },
  )

export const noSuchTransaction = (message: string): MongoServerError =>
  new MongoServerError('NoSuchTransaction', message, { errorLabels: ['TransientTransactionError'] })
