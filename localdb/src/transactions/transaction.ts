import { MongoServerError } from '../errors'
import type { Collection } from '../storage/collection'
import type { Index } from '../storage/indexes'
import { decode } from '../values/decode'
import type { Document } from '../values/document'

/** A record as a transaction has written it; `null`: deleted. */
export interface Written {
  bytes: Uint8Array | null
  document: Document | null
}

/** Records that a reader must see other than the tables have them; `null`: not at all. */
export interface Delta extends Iterable<[id: number, bytes: Uint8Array | null]> {
  has(id: number): boolean
  get(id: number): Uint8Array | null | undefined
  /** The record that has the key of a unique index, as the reader sees it. */
  ownerOf(index: Index, key: Uint8Array): number | undefined
}

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
    if (!this.writes.get(collection)?.size && collection.history.size === 0) return undefined
    return new Differences(this, collection)
  }
}

/** Looks each record up when it is asked for: a transaction of thousands of writes asks after each one of them. */
class Differences implements Delta {
  readonly #written: ReadonlyMap<number, Written>

  constructor(
    readonly transaction: Transaction,
    readonly collection: Collection,
  ) {
    this.#written = transaction.writes.get(collection) ?? new Map()
  }

  has(id: number): boolean {
    return this.get(id) !== undefined
  }

  get(id: number): Uint8Array | null | undefined {
    const own = this.#written.get(id)
    return own ? own.bytes : this.#before(id)
  }

  #before(id: number): Uint8Array | null | undefined {
    return this.collection.history.get(id)?.find(({ until }) => until > this.transaction.snapshot)?.bytes
  }

  *[Symbol.iterator](): Generator<[number, Uint8Array | null]> {
    for (const [id, { bytes }] of this.#written) yield [id, bytes]
    for (const id of this.collection.history.keys()) {
      const bytes = this.#written.has(id) ? undefined : this.#before(id)
      if (bytes !== undefined) yield [id, bytes]
    }
  }

  ownerOf(index: Index, key: Uint8Array): number | undefined {
    const own = this.transaction.takenKeys.get(index)?.get(textOf(key))
    if (own !== undefined) return own
    const isReleased = (index.released.get(textOf(key)) ?? 0) > this.transaction.snapshot
    const owner = isReleased ? this.#earlierOwner(index, key) : index.ownerOf(key)
    if (owner === undefined) return undefined
    const bytes = this.get(owner)
    return bytes === undefined || (bytes && hasKey(index, decode(bytes), key)) ? owner : undefined
  }

  #earlierOwner(index: Index, key: Uint8Array): number | undefined {
    for (const id of this.collection.history.keys()) {
      const bytes = this.#before(id)
      if (bytes && hasKey(index, decode(bytes), key)) return id
    }
    return undefined
  }
}

export const textOf = (key: Uint8Array): string =>
  Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1')

export const hasKey = (index: Index, document: Document, key: Uint8Array): boolean =>
  index.keysOf(document).keys.some((known) => Buffer.compare(known.key, key) === 0)

/** Two transactions have written the same; the one that came second starts again. */
export const writeConflict = (): MongoServerError =>
  new MongoServerError(
    'WriteConflict',
    'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
    { errorLabels: ['TransientTransactionError'] },
  )

export const noSuchTransaction = (message: string): MongoServerError =>
  new MongoServerError('NoSuchTransaction', message, { errorLabels: ['TransientTransactionError'] })
