import { randomUUID } from 'node:crypto'
import { MongoServerError } from '../errors'
import { decode } from '../values/decode'
import { type Document, documentOf } from '../values/document'
import { encode } from '../values/encode'
import { Collection } from './collection'
import type { Committer } from './committer'
import { Index } from './indexes'
import type { Sqlite } from './sqlite'

const SCHEMA = `
create table if not exists collections(id integer primary key, db text not null, name text not null, options blob not null, uuid blob not null, unique(db, name));
create table if not exists indexes(id integer primary key, collection integer not null, spec blob not null, multikey text not null);
create table if not exists sessions(lsid blob primary key, txn integer not null, reply blob not null, touched integer not null) without rowid;
`
const MAX_NAMESPACE_BYTES = 255

/** All collections and indexes there are. Changes belong to the batch of the turn, like any write. */
export class Catalog {
  readonly #sqlite: Sqlite
  readonly #committer: Committer
  #collections = new Map<string, Collection>()
  readonly #insertCollection
  readonly #insertIndex
  readonly #updateIndex

  constructor(sqlite: Sqlite, committer: Committer) {
    this.#sqlite = sqlite
    this.#committer = committer
    sqlite.exec(SCHEMA)
    this.#insertCollection = sqlite.run('insert into collections values(?,?,?,?,?)')
    this.#insertIndex = sqlite.run('insert into indexes values(?,?,?,?)')
    this.#updateIndex = sqlite.run('update indexes set spec=?2, multikey=?3 where id=?1')
    this.load()
  }

  /** Reads everything from disk; needed after a rollback too. */
  load(): void {
    const known = this.#collections
    this.#collections = new Map()
    for (const [id, db, name, options, uuid] of this.#sqlite.rows(
      'select id, db, name, options, uuid from collections order by id',
    )()) {
      const namespace = `${db}.${name}`
      const kept = known.get(namespace)
      const collection =
        kept && kept.id === id
          ? kept
          : new Collection(
              this.#sqlite,
              id as number,
              db as string,
              name as string,
              decode(options as Uint8Array),
              uuid as Uint8Array,
            )
      collection.indexes.clear()
      this.#collections.set(namespace, collection)
    }
    const byId = new Map([...this.#collections.values()].map((collection) => [collection.id, collection]))
    for (const [id, owner, spec, multikey] of this.#sqlite.rows(
      'select id, collection, spec, multikey from indexes order by id',
    )()) {
      const fields = new Set(JSON.parse(multikey as string) as string[])
      const index = new Index(this.#sqlite, id as number, owner as number, decode(spec as Uint8Array), fields)
      byId.get(owner as number)?.indexes.set(index.name, index)
    }
  }

  get(namespace: string): Collection | undefined {
    return this.#collections.get(namespace)
  }

  require(namespace: string): Collection {
    const collection = this.get(namespace)
    if (!collection) throw new MongoServerError('NamespaceNotFound', `ns does not exist: ${namespace}`)
    return collection
  }

  all(): Collection[] {
    return [...this.#collections.values()]
  }

  of(database: string): Collection[] {
    return this.all().filter((collection) => collection.database === database)
  }

  create(database: string, name: string, options: Document = documentOf([])): Collection {
    checkNamespace(database, name)
    const uuid = Buffer.from(randomUUID().replaceAll('-', ''), 'hex')
    const collection = this.#committer.write(() => {
      const id = this.#nextId('collections')
      Collection.create(this.#sqlite, id)
      this.#insertCollection(id, database, name, encode(options), uuid)
      return new Collection(this.#sqlite, id, database, name, options, uuid)
    })
    this.#collections.set(collection.namespace, collection)
    const key = documentOf([['_id', 1]])
    this.createIndex(
      collection,
      documentOf([
        ['v', 2],
        ['key', key],
        ['name', '_id_'],
      ]),
    )
    return collection
  }

  drop(collection: Collection): void {
    this.#committer.write(() => {
      for (const index of collection.indexes.values()) this.#dropIndexTable(index)
      Collection.drop(this.#sqlite, collection.id)
      this.#sqlite.exec(`delete from collections where id=${collection.id}`)
    })
    this.#collections.delete(collection.namespace)
  }

  /** Adds an empty index; its keys are the caller's to write. */
  createIndex(collection: Collection, spec: Document): Index {
    const index = this.#committer.write(() => {
      const id = this.#nextId('indexes')
      Index.create(this.#sqlite, id)
      this.#insertIndex(id, collection.id, encode(spec), '[]')
      return new Index(this.#sqlite, id, collection.id, spec, new Set())
    })
    collection.indexes.set(index.name, index)
    return index
  }

  dropIndex(collection: Collection, index: Index): void {
    this.#committer.write(() => this.#dropIndexTable(index))
    collection.indexes.delete(index.name)
  }

  /** Remembers that documents have arrays at these fields. */
  markMultikey(index: Index, fields: string[]): void {
    const added = fields.filter((field) => !index.multikeyFields.has(field))
    if (added.length === 0) return
    for (const field of added) index.multikeyFields.add(field)
    this.#committer.write(() =>
      this.#updateIndex(index.id, encode(index.spec), JSON.stringify([...index.multikeyFields])),
    )
  }

  #dropIndexTable(index: Index): void {
    Index.drop(this.#sqlite, index.id)
    this.#sqlite.exec(`delete from indexes where id=${index.id}`)
  }

  #nextId(table: 'collections' | 'indexes'): number {
    const [[last] = []] = this.#sqlite.rows(`select max(id) from ${table}`)()
    return Number(last ?? 0) + 1
  }
}

const invalidNamespace = (message: string) => new MongoServerError('InvalidNamespace', message)

export function checkNamespace(database: string, name: string): void {
  if (database === '' || /[\s/\\."$\0]/.test(database) || Buffer.byteLength(database) > 63) {
    throw invalidNamespace(`Invalid database name: '${database}'`)
  }
  if (name === '' || name.startsWith('.') || name.endsWith('.') || /[$\0]/.test(name)) {
    throw invalidNamespace(`Invalid collection name: ${name}`)
  }
  if (name.startsWith('system.')) throw invalidNamespace(`Invalid system namespace: ${database}.${name}`)
  if (Buffer.byteLength(`${database}.${name}`) > MAX_NAMESPACE_BYTES) {
    throw invalidNamespace(`Fully qualified namespace is too long: ${database}.${name}`)
  }
}
