import { MongoServerError } from '../errors'
import { decode } from '../values/decode'
import { type Document, documentOf } from '../values/document'
import { keyAfter } from '../values/key'
import { type Context, namespaceOf, type Reply } from './command'

const EVERYTHING = { from: new Uint8Array(0), to: keyAfter(new Uint8Array(0)) }
const CHUNK = 500

/** Reads the whole collection and compares each index with the documents. */
export function validate(context: Context): Reply {
  const { engine } = context
  const ns = namespaceOf(context)
  const collection = engine.catalog.get(ns)
  if (!collection) throw new MongoServerError('NamespaceNotFound', `Collection '${ns}' does not exist to validate.`)
  const errors: string[] = []
  const expected = new Map([...collection.indexes.values()].map((index) => [index, 0]))
  let nrecords = 0
  let last = -1
  for (let chunk = collection.scan(last, 1, CHUNK); chunk.length > 0; chunk = collection.scan(last, 1, CHUNK)) {
    for (const { id, bytes } of chunk) {
      last = id
      nrecords++
      let document: Document
      try {
        document = decode(bytes)
      } catch (error) {
        errors.push(`record ${id}: ${(error as Error).message}`)
        continue
      }
      for (const [index, count] of expected) {
        const { keys, isMultikey } = index.keysOf(document)
        expected.set(index, count + keys.length)
        if (isMultikey && index.multikeyFieldsOf(document).some((field) => !index.multikeyFields.has(field))) {
          errors.push(`record ${id}: index ${index.name} is not marked multikey`)
        }
        for (const { key } of keys) {
          const stored = index.storedKey(key, id)
          const [entry] = index.entries(stored, keyAfter(stored), 1, 1)
          const isThere = entry?.id === id && Buffer.compare(entry.key, stored) === 0
          if (!isThere) errors.push(`record ${id}: index ${index.name} lacks its key`)
        }
      }
    }
  }
  const keysPerIndex: [string, number][] = []
  for (const [index, count] of expected) {
    const found = index.count(EVERYTHING.from, EVERYTHING.to)
    keysPerIndex.push([index.name, found])
    if (found !== count) errors.push(`index ${index.name} has ${found} keys, the documents have ${count}`)
  }
  return {
    ns,
    nInvalidDocuments: 0,
    nrecords,
    nIndexes: collection.indexes.size,
    keysPerIndex: documentOf(keysPerIndex),
    indexDetails: documentOf(
      keysPerIndex.map(([name]) => [name, { valid: !errors.some((error) => error.includes(`index ${name} `)) }]),
    ),
    valid: errors.length === 0,
    warnings: [],
    errors: errors.slice(0, 100),
    ok: 1,
  }
}
