import type { Catalog } from '../storage/catalog'
import type { Collection } from '../storage/collection'
import type { Committer } from '../storage/committer'
import type { DocumentKey, Index } from '../storage/indexes'
import { decode } from '../values/decode'
import type { Document } from '../values/document'
import { hasKey, type Transaction, textOf, writeConflict } from './transaction'

/** One record's change. Without `before` it is an insert, without `after` a delete. */
export interface Change {
  collection: Collection
  id: number
  before: Document | null
  after: Document | null
  /** Encoded `after`. */
  bytes: Uint8Array | null
}

interface KeyChange {
  index: Index
  added: DocumentKey[]
  removed: DocumentKey[]
  multikeyFields: string[]
}

/** Applies changes to records and indexes, and keeps transactions apart. */
export class Writer {
  readonly #open = new Set<Transaction>()
  #version = 1

  constructor(
    readonly catalog: Catalog,
    readonly committer: Committer,
  ) {}

  get version(): number {
    return this.#version
  }

  get openTransactions(): ReadonlySet<Transaction> {
    return this.#open
  }

  begin(transaction: Transaction): void {
    this.#open.add(transaction)
  }

  /**
   * Writes one record. A plain write that meets a lock of a transaction changes nothing and gives a promise: when it
   * settles, the caller looks at the record again. In a transaction a conflict is thrown.
   */
  write(change: Change, transaction: Transaction | undefined): Promise<void> | undefined {
    if (transaction) {
      this.#writeWithin(transaction, change)
      return undefined
    }
    const holder = this.#lockHolder(change.collection, change.id, undefined)
    if (holder) return holder.ended
    const keyChanges = keyChangesOf(change)
    for (const { index, added } of keyChanges) {
      if (!index.isUnique) continue
      for (const { key, values } of added) {
        const keyHolder = this.#keyHolder(index, key, undefined)
        if (keyHolder) return keyHolder.ended
        const owner = index.ownerOf(key)
        if (owner === undefined || owner === change.id) continue
        const ownerHolder = this.#lockHolder(change.collection, owner, undefined)
        if (ownerHolder) return ownerHolder.ended
        throw index.duplicate(change.collection.namespace, values)
      }
    }
    this.#apply(change, keyChanges)
    return undefined
  }

  #writeWithin(transaction: Transaction, change: Change): void {
    const { collection, id } = change
    if (this.#lockHolder(collection, id, transaction) || changedSince(collection, id, transaction.snapshot))
      throw writeConflict()
    const written = transaction.writes.get(collection) ?? new Map()
    transaction.writes.set(collection, written)
    const keyChanges = keyChangesOf(change)
    for (const { index, added } of keyChanges) {
      if (index.isUnique) for (const key of added) this.#checkKeyWithin(transaction, change, index, key)
    }
    for (const { index, added, removed, multikeyFields } of keyChanges) {
      // Its own reads are planned by this, long before the commit. It may stay when the transaction is aborted.
      this.catalog.markMultikey(index, multikeyFields)
      if (!index.isUnique) continue
      const taken = transaction.takenKeys.get(index) ?? new Map<string, number>()
      transaction.takenKeys.set(index, taken)
      for (const { key } of removed) if (taken.get(textOf(key)) === id) taken.delete(textOf(key))
      for (const { key } of added) taken.set(textOf(key), id)
    }
    written.set(id, { bytes: change.bytes, document: change.after })
  }

  #checkKeyWithin(
    transaction: Transaction,
    { collection, id }: Change,
    index: Index,
    { key, values }: DocumentKey,
  ): void {
    const ownTaker = transaction.takenKeys.get(index)?.get(textOf(key))
    if (ownTaker !== undefined && ownTaker !== id) throw index.duplicate(collection.namespace, values)
    if (this.#keyHolder(index, key, transaction)) throw writeConflict()
    const owner = index.ownerOf(key)
    if (owner !== undefined && owner !== id) {
      const own = transaction.writes.get(collection)?.get(owner)
      // A record that this transaction has written may have kept the key, or have given it up.
      if (own?.document && hasKey(index, own.document, key)) throw index.duplicate(collection.namespace, values)
      if (!own) {
        const isForeign =
          this.#lockHolder(collection, owner, transaction) || changedSince(collection, owner, transaction.snapshot)
        throw isForeign ? writeConflict() : index.duplicate(collection.namespace, values)
      }
    }
    if ((index.released.get(textOf(key)) ?? 0) > transaction.snapshot) throw writeConflict()
  }

  #lockHolder(collection: Collection, id: number, own: Transaction | undefined): Transaction | undefined {
    for (const other of this.#open) if (other !== own && other.hasWritten(collection, id)) return other
    return undefined
  }

  #keyHolder(index: Index, key: Uint8Array, own: Transaction | undefined): Transaction | undefined {
    for (const other of this.#open) {
      if (other !== own && other.takenKeys.get(index)?.has(textOf(key))) return other
    }
    return undefined
  }

  #apply({ collection, id, before, bytes }: Change, keyChanges: KeyChange[], areKeysRemoved = false): void {
    for (const { index, multikeyFields } of keyChanges) this.catalog.markMultikey(index, multikeyFields)
    const until = ++this.#version
    if (this.#open.size > 0) {
      const versions = collection.history.get(id) ?? []
      versions.push({ until, bytes: before ? (collection.get(id) ?? null) : null })
      collection.history.set(id, versions)
      for (const { index, removed } of keyChanges) {
        if (index.isUnique) for (const { key } of removed) index.released.set(textOf(key), until)
      }
    }
    this.committer.write(() => {
      if (!areKeysRemoved) removeKeys(keyChanges, id)
      collection.put(id, bytes, before !== null)
      for (const { index, added } of keyChanges) for (const { key } of added) index.insert(key, id)
    })
  }

  /** Makes all writes of the transaction visible at once. Nobody else can have touched what it locked. */
  commit(transaction: Transaction): void {
    const changes: { change: Change; keyChanges: KeyChange[] }[] = []
    for (const [collection, written] of transaction.writes) {
      for (const [id, { bytes, document }] of written) {
        const stored = collection.get(id)
        const before = stored ? decode(stored) : null
        if (!before && !document) continue
        const change = { collection, id, before, after: document, bytes }
        changes.push({ change, keyChanges: keyChangesOf(change) })
      }
    }
    this.#open.delete(transaction)
    try {
      this.#applyAll(changes)
    } finally {
      this.#finish(transaction)
    }
  }

  #applyAll(changes: { change: Change; keyChanges: KeyChange[] }[]): void {
    this.committer.write(() => {
      // A key may move from one record to another, so all old keys go first.
      for (const { change, keyChanges } of changes) removeKeys(keyChanges, change.id)
    })
    for (const { change, keyChanges } of changes) this.#apply(change, keyChanges, true)
  }

  abort(transaction: Transaction): void {
    this.#open.delete(transaction)
    for (const collection of transaction.created) {
      const isUnused = this.catalog.get(collection.namespace) === collection && collection.scan(-1, 1, 1).length === 0
      if (isUnused && !this.writerOf(collection)) this.catalog.drop(collection)
    }
    this.#finish(transaction)
  }

  #finish(transaction: Transaction): void {
    const oldest = Math.min(...[...this.#open].map(({ snapshot }) => snapshot))
    if (transaction.snapshot < oldest) this.#forgetBefore(oldest)
    transaction.end()
  }

  /** Forgets old versions that no open transaction can see any more. */
  #forgetBefore(oldest: number): void {
    for (const collection of this.catalog.all()) {
      for (const { released } of collection.indexes.values()) {
        for (const [key, until] of released) if (until <= oldest) released.delete(key)
      }
      for (const [id, versions] of collection.history) {
        const needed = versions.filter(({ until }) => until > oldest)
        if (needed.length === 0) collection.history.delete(id)
        else if (needed.length < versions.length) collection.history.set(id, needed)
      }
    }
  }

  /** A transaction that has written to the collection: its definition must not change meanwhile. */
  writerOf(collection: Collection): Transaction | undefined {
    for (const transaction of this.#open) if (transaction.writes.get(collection)?.size) return transaction
    return undefined
  }
}

const changedSince = (collection: Collection, id: number, snapshot: number): boolean =>
  collection.history.get(id)?.some(({ until }) => until > snapshot) ?? false

function keyChangesOf({ collection, before, after }: Change): KeyChange[] {
  const changes: KeyChange[] = []
  for (const index of collection.indexes.values()) {
    if (before && after && index.isUnaffected(before, after)) continue
    const old = before ? index.keysOf(before).keys : []
    const { keys, isMultikey } = after ? index.keysOf(after) : { keys: [], isMultikey: false }
    const added = withoutThose(keys, old)
    const removed = withoutThose(old, keys)
    const multikeyFields = isMultikey && after ? index.multikeyFieldsOf(after) : []
    // A list may take the place of what had the very same key: nothing to write, and yet the field has lists now.
    if (added.length === 0 && removed.length === 0 && multikeyFields.length === 0) continue
    changes.push({ index, added, removed, multikeyFields })
  }
  return changes
}

function removeKeys(keyChanges: KeyChange[], id: number): void {
  for (const { index, removed } of keyChanges) for (const { key } of removed) index.remove(key, id)
}

function withoutThose(keys: DocumentKey[], others: DocumentKey[]): DocumentKey[] {
  if (keys.length === 0 || others.length === 0) return keys
  if (keys.length === 1 && others.length === 1) {
    return Buffer.compare((keys[0] as DocumentKey).key, (others[0] as DocumentKey).key) === 0 ? [] : keys
  }
  const known = new Set(others.map(({ key }) => textOf(key)))
  return keys.filter(({ key }) => !known.has(textOf(key)))
}
