import type { Document } from '../values/document'
import type { Index } from './indexes'
import type { Sqlite, SqlValue } from './sqlite'

/** A document as stored; `id` is the record's number, not `_id`. */
export interface StoredRecord {
  id: number
  bytes: Uint8Array
}

/** What a record was before it was written, for snapshots older than `until`. `null`: it did not exist. */
interface OldVersion {
  until: number
  bytes: Uint8Array | null
}

export class Collection {
  readonly indexes = new Map<string, Index>()
  /** Old versions of records, kept only while an open transaction may need them. */
  readonly history = new Map<number, OldVersion[]>()
  readonly #get: (...parameters: SqlValue[]) => Uint8Array | null
  readonly #forward: (...parameters: SqlValue[]) => SqlValue[][]
  readonly #backward: (...parameters: SqlValue[]) => SqlValue[][]
  readonly #insert: (...parameters: SqlValue[]) => void
  readonly #update: (...parameters: SqlValue[]) => void
  readonly #remove: (...parameters: SqlValue[]) => void
  #nextId: number

  constructor(
    readonly sqlite: Sqlite,
    readonly id: number,
    readonly database: string,
    readonly name: string,
    readonly options: Document,
    readonly uuid: Uint8Array,
  ) {
    const table = `c${id}`
    this.#get = sqlite.scalar(`select (select doc from ${table} where id=?)`)
    this.#forward = sqlite.rows(`select id,doc from ${table} where id>? order by id limit ?`)
    this.#backward = sqlite.rows(`select id,doc from ${table} where id<? order by id desc limit ?`)
    this.#insert = sqlite.run(`insert into ${table} values(?,?)`)
    this.#update = sqlite.run(`update ${table} set doc=?2 where id=?1`)
    this.#remove = sqlite.run(`delete from ${table} where id=?`)
    this.#nextId = (sqlite.scalar<number>(`select max(id) from ${table}`)() ?? 0) + 1
  }

  static create(sqlite: Sqlite, id: number): void {
    sqlite.exec(`create table c${id}(id integer primary key, doc blob not null)`)
  }

  static drop(sqlite: Sqlite, id: number): void {
    sqlite.exec(`drop table if exists c${id}`)
  }

  get namespace(): string {
    return `${this.database}.${this.name}`
  }

  get idIndex(): Index {
    return this.indexes.get('_id_') as Index
  }

  reserveId(): number {
    return this.#nextId++
  }

  get(id: number): Uint8Array | undefined {
    return this.#get(id) ?? undefined
  }

  /** Records in the order of their numbers, after (or, backward, before) the given one. */
  scan(from: number, direction: 1 | -1, limit: number): StoredRecord[] {
    const rows = direction === 1 ? this.#forward(from, limit) : this.#backward(from, limit)
    return rows.map(([id, bytes]) => ({ id: id as number, bytes: bytes as Uint8Array }))
  }

  /** Writes the record alone, not its index keys. */
  put(id: number, bytes: Uint8Array | null, exists: boolean): void {
    if (!bytes) this.#remove(id)
    else if (exists) this.#update(id, bytes)
    else this.#insert(id, bytes)
  }
}
