import { MongoServerError } from '../errors'
import { compileFilter, type Matcher } from '../query/matcher'
import { show } from '../update/show'
import { type Document, documentOf } from '../values/document'
import { type Direction, encodeKey } from '../values/key'
import { numberOf } from '../values/number'
import { hasAnyField, indexKeys } from '../values/path'
import type { Sqlite, SqlValue } from './sqlite'

type Rows = (...parameters: SqlValue[]) => SqlValue[][]

/** One entry of an index. `key` is the stored key: unique within the index, in its order. */
export interface IndexEntry {
  key: Uint8Array
  id: number
}

/** A key of a document, encoded; `values` are what it was made of. */
export interface DocumentKey {
  key: Uint8Array
  values: unknown[]
}

const ID_BYTES = 6

/**
 * An index on disk: a table of encoded key → record id. In one that is not unique the record id is also appended to
 * the key, so that equal keys can stand side by side.
 */
export class Index {
  readonly name: string
  readonly fields: string[]
  readonly directions: Direction[]
  readonly isUnique: boolean
  readonly isSparse: boolean
  readonly partialFilter: Document | undefined
  readonly expireAfterSeconds: number | undefined
  readonly #isInPart: Matcher | undefined
  /** Keys of a unique index that records gave up, by the version that did; kept as long as old versions of records. */
  readonly released = new Map<string, number>()
  /** Top-level fields that the document's keys depend on. */
  readonly #roots: string[]
  readonly #insert: (...parameters: SqlValue[]) => void
  readonly #remove: (...parameters: SqlValue[]) => void
  readonly #owner: (...parameters: SqlValue[]) => number | null
  readonly #forward: Rows
  readonly #backward: Rows
  readonly #forwardRecords: Rows
  readonly #backwardRecords: Rows
  readonly #count: (...parameters: SqlValue[]) => number | null
  readonly #countUpTo: (...parameters: SqlValue[]) => number | null

  constructor(
    sqlite: Sqlite,
    readonly id: number,
    collectionId: number,
    readonly spec: Document,
    /** Fields that some document has an array at; only ever grows. */
    readonly multikeyFields: Set<string>,
  ) {
    this.name = spec.name as string
    const key = spec.key as Document
    this.fields = Object.keys(key)
    this.directions = this.fields.map((field) => (numberOf(key[field]) < 0 ? -1 : 1))
    this.isUnique = spec.unique === true || this.name === '_id_'
    this.isSparse = spec.sparse === true
    this.partialFilter = spec.partialFilterExpression as Document | undefined
    this.#isInPart = this.partialFilter && compileFilter(this.partialFilter)
    this.expireAfterSeconds = spec.expireAfterSeconds === undefined ? undefined : numberOf(spec.expireAfterSeconds)
    this.#roots = [
      ...new Set([...this.fields, ...pathsOf(this.partialFilter)].map((path) => path.split('.')[0] as string)),
    ]
    const table = `i${id}`
    this.#insert = sqlite.run(`insert into ${table} values(?,?)`)
    this.#remove = sqlite.run(`delete from ${table} where k=?`)
    this.#owner = sqlite.scalar(`select (select id from ${table} where k=?)`)
    this.#forward = sqlite.rows(`select k,id from ${table} where k>=? and k<? order by k limit ?`)
    this.#backward = sqlite.rows(`select k,id from ${table} where k>=? and k<? order by k desc limit ?`)
    const records = `select i.id, c.doc, i.k from ${table} i cross join c${collectionId} c on c.id=i.id where i.k>=? and i.k<?`
    this.#forwardRecords = sqlite.rows(`${records} order by i.k limit ?`)
    this.#backwardRecords = sqlite.rows(`${records} order by i.k desc limit ?`)
    this.#count = sqlite.scalar(`select count(*) from ${table} where k>=? and k<?`)
    this.#countUpTo = sqlite.scalar(`select count(*) from (select 1 from ${table} where k>=? and k<? limit ?)`)
  }

  static create(sqlite: Sqlite, id: number): void {
    sqlite.exec(`create table i${id}(k blob primary key, id integer not null) without rowid`)
  }

  static drop(sqlite: Sqlite, id: number): void {
    sqlite.exec(`drop table if exists i${id}`)
  }

  get isMultikey(): boolean {
    return this.multikeyFields.size > 0
  }

  /** Whether both have the same keys because they share the very values that these are made of. */
  isUnaffected(before: Document, after: Document): boolean {
    return this.#roots.every((name) => before[name] === after[name])
  }

  /** The document's keys here. Throws when two of its fields are parallel arrays. */
  keysOf(document: Document): { keys: DocumentKey[]; isMultikey: boolean } {
    if (this.#isInPart && !this.#isInPart(document)) return { keys: [], isMultikey: false }
    if (this.isSparse && !hasAnyField(document, this.fields)) return { keys: [], isMultikey: false }
    const { keys, isMultikey } = indexKeys(document, this.fields)
    return { keys: keys.map((values) => ({ values, key: encodeKey(values, this.directions) })), isMultikey }
  }

  /** The fields at which this document has arrays. */
  multikeyFieldsOf(document: Document): string[] {
    return this.fields.filter((field) => indexKeys(document, [field]).isMultikey)
  }

  storedKey(key: Uint8Array, id: number): Uint8Array {
    if (this.isUnique) return key
    const stored = Buffer.allocUnsafe(key.length + ID_BYTES)
    stored.set(key)
    stored.writeUIntBE(id, key.length, ID_BYTES)
    return stored
  }

  insert(key: Uint8Array, id: number): void {
    this.#insert(this.storedKey(key, id), id)
  }

  remove(key: Uint8Array, id: number): void {
    this.#remove(this.storedKey(key, id))
  }

  /** The record that has this key; only for a unique index. */
  ownerOf(key: Uint8Array): number | undefined {
    return this.#owner(key) ?? undefined
  }

  /** Up to `limit` entries with `from` ≤ key < `to`, in ascending or descending order. */
  entries(from: Uint8Array, to: Uint8Array, direction: Direction, limit: number): IndexEntry[] {
    const rows = direction === 1 ? this.#forward(from, to, limit) : this.#backward(from, to, limit)
    return rows.map(([key, id]) => ({ key: key as Uint8Array, id: id as number }))
  }

  /** Like `entries`, with the documents. */
  records(
    from: Uint8Array,
    to: Uint8Array,
    direction: Direction,
    limit: number,
  ): (IndexEntry & { bytes: Uint8Array })[] {
    const rows = direction === 1 ? this.#forwardRecords(from, to, limit) : this.#backwardRecords(from, to, limit)
    return rows.map(([id, bytes, key]) => ({ id: id as number, bytes: bytes as Uint8Array, key: key as Uint8Array }))
  }

  count(from: Uint8Array, to: Uint8Array): number {
    return this.#count(from, to) ?? 0
  }

  /** The number of entries, but not more than `limit`, to compare plans by. */
  countUpTo(from: Uint8Array, to: Uint8Array, limit: number): number {
    return this.#countUpTo(from, to, limit) ?? 0
  }

  duplicate(namespace: string, values: unknown[]): MongoServerError {
    const keyValue = documentOf(this.fields.map((field, i) => [field, values[i] ?? null]))
    return new MongoServerError(
      'DuplicateKey',
      `E11000 duplicate key error collection: ${namespace} index: ${this.name} dup key: ${show(keyValue)}`,
      { keyPattern: this.spec.key, keyValue },
    )
  }
}

function pathsOf(filter: Document | undefined): string[] {
  return Object.entries(filter ?? {}).flatMap(([name, condition]) =>
    name.startsWith('$') ? (condition as Document[]).flatMap(pathsOf) : [name],
  )
}
