import { parseSort, sortKeyOf } from '../query/sort'
import type { Sqlite } from '../storage/sqlite'
import type { Document } from '../values/document'
import { encodeKey } from '../values/key'

const MAX_BYTES_IN_MEMORY = 32 * 1024 * 1024
const ENTRY_BYTES = 100
const CHUNK = 500

interface Entry<T> {
  key: Uint8Array
  /** Of equal keys, the first that came. */
  at: number
  id: number
  kept: T | undefined
}

const byKey = (a: Entry<unknown>, b: Entry<unknown>) => Buffer.compare(a.key, b.key) || a.at - b.at

/**
 * Sorts records by their encoded sort keys. Few are wanted: it keeps these only. Else it holds keys and record numbers,
 * and when they become too many it goes on in a temporary table of SQLite, which moves to disk.
 */
export class Sorter<T> {
  readonly #keyOf: (document: Document) => Uint8Array
  readonly #wanted: number
  readonly #sqlite: Sqlite
  #entries: Entry<T>[] = []
  #bytes = 0
  #count = 0
  #table: { name: string; insert: (...values: (Uint8Array | number)[]) => void } | undefined

  constructor(sort: Document, wanted: number, sqlite: Sqlite) {
    const fields = parseSort(sort)
    const valuesOf = sortKeyOf(fields)
    const directions = fields.map(([, direction]) => direction)
    this.#keyOf = (document) => encodeKey(valuesOf(document), directions)
    this.#wanted = wanted
    this.#sqlite = sqlite
  }

  /** `kept` is given back with the record if it has stayed in memory. */
  add(document: Document, id: number, kept: T | undefined): void {
    const key = this.#keyOf(document)
    this.#entries.push({ key, at: this.#count++, id, kept })
    this.#bytes += key.length + ENTRY_BYTES
    if (this.#entries.length > this.#wanted * 2 + 1000) this.#cut()
    if (this.#bytes > MAX_BYTES_IN_MEMORY && !Number.isFinite(this.#wanted)) this.#spill()
  }

  /** The records in order. What the sort has put on disk goes when the iteration ends. */
  *sorted(): Generator<{ id: number; kept: T | undefined }> {
    if (!this.#table) {
      this.#cut()
      return yield* this.#entries
    }
    this.#spill()
    const { name } = this.#table
    try {
      const read = this.#sqlite.rows(
        `select k, n, id from temp.${name} where (k, n) > (?, ?) order by k, n limit ${CHUNK}`,
      )
      let from: [Uint8Array, number] = [new Uint8Array(0), -1]
      for (;;) {
        const rows = read(...from)
        for (const [, , id] of rows) yield { id: id as number, kept: undefined }
        const last = rows.at(-1)
        if (!last || rows.length < CHUNK) return
        from = [last[0] as Uint8Array, last[1] as number]
      }
    } finally {
      this.#sqlite.exec(`drop table temp.${name}`)
    }
  }

  #cut(): void {
    this.#entries.sort(byKey)
    if (this.#entries.length <= this.#wanted) return
    this.#entries.length = this.#wanted
    this.#bytes = this.#entries.reduce((sum, { key }) => sum + key.length + ENTRY_BYTES, 0)
  }

  #spill(): void {
    if (!this.#table) {
      const name = this.#sqlite.nextTemporaryName()
      this.#sqlite.exec(`create temp table ${name}(k blob, n integer, id integer, primary key(k, n)) without rowid`)
      this.#table = { name, insert: this.#sqlite.run(`insert into temp.${name} values(?,?,?)`) }
    }
    this.#sqlite.exec('savepoint spill')
    for (const { key, at, id } of this.#entries) this.#table.insert(key, at, id)
    this.#sqlite.exec('release spill')
    this.#entries = []
    this.#bytes = 0
  }
}
