import { ObjectId } from 'bson'
import { MongoServerError } from '../errors'
import { type Found, matcherOf, runQuery } from '../planner/run'
import type { Collection } from '../storage/collection'
import { type Update, upsertSeed } from '../update/update'
import { decode } from '../values/decode'
import { type Document, newDocument, typeOf } from '../values/document'
import { encode } from '../values/encode'
import { MAX_DOCUMENT_BYTES } from '../wire/message'
import type { Context } from './command'

/** A document with its encoding. */
export interface Encoded {
  document: Document
  bytes: Uint8Array
}

const tooLarge = (size: number) =>
  new MongoServerError(
    'BSONObjectTooLarge',
    `BSONObj size: ${size} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
  )

export function encodeChecked(document: Document): Encoded {
  const bytes = encode(document)
  if (bytes.length > MAX_DOCUMENT_BYTES) throw tooLarge(bytes.length)
  return { document, bytes }
}

/** What is stored for a document to be inserted: its `_id` comes first, and is made when it is missing. */
export function forInsert(document: Document, sent?: Uint8Array): Encoded {
  const [first] = Object.keys(document)
  checkId(document._id)
  if (first === '_id' && sent) {
    if (sent.length > MAX_DOCUMENT_BYTES) throw tooLarge(sent.length)
    return { document, bytes: sent }
  }
  const withId = newDocument()
  withId._id = document._id === undefined ? new ObjectId() : document._id
  return encodeChecked(Object.assign(withId, document, { _id: withId._id }))
}

function checkId(id: unknown): void {
  const type = typeOf(id)
  if (type === 'array' || type === 'regex') {
    throw new MongoServerError('InvalidIdField', `The '_id' value cannot be of type ${type}`)
  }
  if (type === 'object' && Object.keys(id as Document).some((name) => name.startsWith('$'))) {
    throw new MongoServerError(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${Object.keys(id as Document)[0]} is not valid for storage.`,
    )
  }
}

/** The collection that a write goes to, made on first use. */
export function collectionFor({ engine, transaction }: Context, namespace: string): Collection {
  const known = engine.catalog.get(namespace)
  if (known) return known
  const dot = namespace.indexOf('.')
  const created = engine.catalog.create(namespace.slice(0, dot), namespace.slice(dot + 1))
  transaction?.created.push(created)
  return created
}

/** Waits for as long as a transaction holds what must be written, and not beyond the deadline. */
export function* waitFor(lock: Promise<void>, { deadline }: Context): Generator<Promise<unknown>, void> {
  if (deadline === undefined) {
    yield lock
    return
  }
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, deadline - Date.now()))
  })
  yield Promise.race([lock, timeout])
  clearTimeout(timer)
  if (Date.now() >= deadline) throw new MongoServerError('MaxTimeMSExpired', 'operation exceeded time limit')
}

export function* insertRecord(
  context: Context,
  namespace: string,
  { document, bytes }: Encoded,
): Generator<Promise<unknown>, void> {
  for (;;) {
    const collection = collectionFor(context, namespace)
    const id = collection.reserveId()
    const lock = context.engine.writer.write(
      { collection, id, before: null, after: document, bytes },
      context.transaction,
    )
    if (!lock) return
    yield* waitFor(lock, context)
  }
}

export function* deleteRecord(
  context: Context,
  collection: Collection,
  { id, document, bytes }: Found,
): Generator<Promise<unknown>, boolean> {
  const before = document ?? decode(bytes)
  const lock = context.engine.writer.write({ collection, id, before, after: null, bytes: null }, context.transaction)
  if (lock) yield* waitFor(lock, context)
  return !lock
}

/** Replaces the record by what the update makes of it. `undefined`: it was locked; look for it again. */
export function* updateRecord(
  context: Context,
  collection: Collection,
  found: Found,
  update: Update,
  filter: Document,
): Generator<Promise<unknown>, { before: Document; after: Encoded; isModified: boolean } | undefined> {
  const before = found.document ?? decode(found.bytes)
  const after = encodeChecked(update(before, { isInsert: false, matchedFilter: filter, now: new Date() }))
  if (Buffer.compare(after.bytes, found.bytes) === 0) return { before, after, isModified: false }
  const change = { collection, id: found.id, before, after: after.document, bytes: after.bytes }
  const lock = context.engine.writer.write(change, context.transaction)
  if (!lock) return { before, after, isModified: true }
  yield* waitFor(lock, context)
  return undefined
}

/** The document that an upsert inserts when its filter finds none. */
export function upserted(update: Update, filter: Document): Encoded {
  const made = update(upsertSeed(filter), { isInsert: true, matchedFilter: filter, now: new Date() })
  return forInsert(made)
}

/** Records that match now, to be written one by one: each is looked at again, for it may have changed by then. */
export function* matchingNow(
  { engine, view, deadline }: Context,
  namespace: string,
  filter: Document,
  hint: unknown,
): Generator<{ collection: Collection; find: () => Found | undefined }> {
  const collection = engine.catalog.get(namespace)
  if (!collection) return
  const matches = matcherOf(filter)
  const ids = Array.from(runQuery(collection, { filter, hint }, { view, deadline }), ({ id }) => id)
  for (const id of ids) {
    const find = () => {
      const delta = view.delta(collection)
      const bytes = delta?.has(id) ? delta.get(id) : collection.get(id)
      const document = bytes ? decode(bytes) : undefined
      return bytes && document && matches(document) ? { id, bytes, document } : undefined
    }
    yield { collection, find }
  }
}
