import { MongoServerError } from '../errors'
import { runQuery } from '../planner/run'
import { compileFilter } from '../query/matcher'
import type { Collection } from '../storage/collection'
import type { Index } from '../storage/indexes'
import { LATEST } from '../transactions/transaction'
import { show } from '../update/show'
import { valuesEqual } from '../values/compare'
import { decode } from '../values/decode'
import { type Document, isDocument, isNumeric, newDocument, typeOf } from '../values/document'
import { encode } from '../values/encode'
import { numberOf } from '../values/number'
import { type Command, type Context, countOf, isTrue, namespaceOf, type Reply, type Work } from './command'
import { collectionFor, waitFor } from './records'

export const SPEC_OPTIONS = [
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'ns',
]
export const UNSUPPORTED_OPTIONS = [
  'collation',
  'hidden',
  'storageEngine',
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'wildcardProjection',
  'clustered',
  'prepareUnique',
]
const MAX_INDEXES = 64
const MAX_FIELDS = 32

const cannotCreate = (message: string) => new MongoServerError('CannotCreateIndex', message)

/** The index specification as it is kept and listed. Throws what MongoDB answers to a malformed one. */
function normalize(given: unknown): Document {
  if (!isDocument(given))
    throw new MongoServerError('TypeMismatch', 'The elements of the indexes array must be objects')
  for (const option of Object.keys(given)) {
    if (option === 'collation' && isDocument(given.collation) && given.collation.locale === 'simple') continue
    if (UNSUPPORTED_OPTIONS.includes(option))
      throw new MongoServerError('NotImplemented', `localdb does not support the index option '${option}'`)
    if (!SPEC_OPTIONS.includes(option)) {
      throw new MongoServerError(
        'InvalidIndexSpecificationOption',
        `The field '${option}' is not valid for an index specification. Specification: ${show(given)}`,
      )
    }
  }
  const { key, name, partialFilterExpression, expireAfterSeconds } = given
  if (!isDocument(key))
    throw new MongoServerError('FailedToParse', "The 'key' field is a required property of an index specification")
  if (typeof name !== 'string' || name === '')
    throw new MongoServerError('FailedToParse', "The 'name' field is a required property of an index specification")
  const paths = Object.keys(key)
  if (paths.length === 0) throw cannotCreate('Index keys cannot be an empty object.')
  if (paths.length > MAX_FIELDS) throw cannotCreate(`Index key pattern has too many fields: at most ${MAX_FIELDS}`)
  for (const path of paths) checkKeyPart(path, key[path])
  if (partialFilterExpression !== undefined) {
    if (!isDocument(partialFilterExpression))
      throw new MongoServerError('TypeMismatch', 'The field partialFilterExpression must be an object')
    if (isTrue(given.sparse)) throw cannotCreate("cannot mix 'partialFilterExpression' and 'sparse' options")
    checkPartialFilter(partialFilterExpression)
  }
  if (expireAfterSeconds !== undefined) {
    const isValid =
      isNumeric(expireAfterSeconds) && numberOf(expireAfterSeconds) >= 0 && numberOf(expireAfterSeconds) <= 0x7fffffff
    if (!isValid) throw cannotCreate("TTL index 'expireAfterSeconds' option must be within an acceptable range")
    if (paths.length > 1)
      throw cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL')
    if (paths[0] === '_id')
      throw new MongoServerError(
        'InvalidIndexSpecificationOption',
        "The field 'expireAfterSeconds' is not valid for an _id index specification",
      )
  }
  const spec = newDocument()
  Object.assign(spec, { v: 2, key, name })
  if (isTrue(given.unique)) spec.unique = true
  if (isTrue(given.sparse)) spec.sparse = true
  if (partialFilterExpression !== undefined) spec.partialFilterExpression = partialFilterExpression
  if (expireAfterSeconds !== undefined) spec.expireAfterSeconds = expireAfterSeconds
  return spec
}

function checkKeyPart(path: string, order: unknown): void {
  if (path === '' || path.split('.').includes('')) throw cannotCreate('Index keys cannot contain an empty field.')
  if (path.includes('$**')) throw new MongoServerError('NotImplemented', 'localdb does not support wildcard indexes')
  if (path.split('.').some((part) => part.startsWith('$')))
    throw cannotCreate(`Index key contains an illegal field name: field name starts with '$'.`)
  if (typeof order === 'string') {
    if (['text', 'hashed', '2d', '2dsphere'].includes(order))
      throw new MongoServerError('NotImplemented', `localdb does not support ${order} indexes`)
    throw cannotCreate(`Unknown index plugin '${order}'`)
  }
  if (!isNumeric(order)) {
    throw cannotCreate(
      `Values in v:2 index key pattern cannot be of type ${typeOf(order)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
    )
  }
  if (numberOf(order) === 0 || Number.isNaN(numberOf(order)))
    throw cannotCreate('Values in the index key pattern cannot be 0.')
}

const PARTIAL_OPERATORS = ['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in']

function checkPartialFilter(filter: Document): void {
  compileFilter(filter)
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' || name === '$or') for (const branch of condition as Document[]) checkPartialFilter(branch)
    else if (name.startsWith('$')) throw cannotCreate(`unsupported expression in partial index: ${name}`)
    else if (isDocument(condition) && Object.keys(condition)[0]?.startsWith('$')) {
      for (const operator of Object.keys(condition)) {
        const isAllowed =
          PARTIAL_OPERATORS.includes(operator) && !(operator === '$exists' && !isTrue(condition[operator]))
        if (!isAllowed) throw cannotCreate(`unsupported expression in partial index: ${operator}`)
      }
    }
  }
}

const SIGNATURE = ['key', 'unique', 'sparse', 'partialFilterExpression']
const hasSame = (a: Document, b: Document, options: string[]) =>
  options.every((option) => valuesEqual(a[option] ?? null, b[option] ?? null))

/** Whether the index is there already. Throws when one is that contradicts it. */
function exists(collection: Collection, spec: Document): boolean {
  for (const { name, spec: known } of collection.indexes.values()) {
    const isSame = name === '_id_' ? valuesEqual(known.key, spec.key) : hasSame(known, spec, SIGNATURE)
    if (name === spec.name) {
      if (!isSame) {
        throw new MongoServerError(
          'IndexKeySpecsConflict',
          `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${show(spec)}, existing index: ${show(known)}`,
        )
      }
      if (name === '_id_' || hasSame(known, spec, ['expireAfterSeconds'])) return true
      throw new MongoServerError(
        'IndexOptionsConflict',
        `An equivalent index already exists with the same name but different options. Requested index: ${show(spec)}, existing index: ${show(known)}`,
      )
    }
    if (!isSame) continue
    if (name === '_id_') return true
    throw new MongoServerError('IndexOptionsConflict', `Index already exists with a different name: ${name}`)
  }
  return false
}

function* createIndexes(context: Context): Work {
  const { engine, command } = context
  const namespace = namespaceOf(context)
  const given = command.indexes as unknown[]
  if (given.length === 0) throw new MongoServerError('BadValue', 'Must specify at least one index to create')
  const specs = given.map(normalize)
  const isNew = !engine.catalog.get(namespace)
  const collection = collectionFor(context, namespace)
  yield* untilUnwritten(context, collection)
  const numIndexesBefore = collection.indexes.size
  const wanted = specs.filter((spec) => !exists(collection, spec))
  if (numIndexesBefore + wanted.length > MAX_INDEXES) {
    throw cannotCreate(`add index fails, too many indexes for ${namespace} key:${show(wanted[0]?.key)}`)
  }
  const built: Index[] = []
  try {
    for (const spec of wanted) if (!exists(collection, spec)) built.push(engine.catalog.createIndex(collection, spec))
    for (const index of built) fill(context, collection, index)
  } catch (error) {
    for (const index of built)
      if (collection.indexes.get(index.name) === index) engine.catalog.dropIndex(collection, index)
    throw error
  }
  const reply = { numIndexesBefore, numIndexesAfter: collection.indexes.size, createdCollectionAutomatically: isNew }
  return { ...reply, ...(wanted.length === 0 ? { note: 'all indexes already exist' } : {}), ok: 1 }
}

/** The definition of a collection must not change under a transaction that writes to it. */
export function* untilUnwritten(context: Context, collection: Collection): Generator<Promise<unknown>, void> {
  for (;;) {
    const holder = context.engine.writer.writerOf(collection)
    if (!holder || holder === context.transaction) return
    yield* waitFor(holder.ended, context)
  }
}

/** In one turn of the event loop, so that no write can come in between. */
function fill({ engine }: Context, collection: Collection, index: Index): void {
  for (const { id, bytes } of runQuery(collection, { filter: newDocument() }, { view: LATEST })) {
    const document = decode(bytes)
    const { keys, isMultikey } = index.keysOf(document)
    if (isMultikey) engine.catalog.markMultikey(index, index.multikeyFieldsOf(document))
    for (const { key, values } of keys) {
      if (index.isUnique && index.ownerOf(key) !== undefined) throw index.duplicate(collection.namespace, values)
      engine.committer.write(() => index.insert(key, id))
    }
  }
}

function listIndexes(context: Context): Reply {
  const { engine, command } = context
  const collection = engine.catalog.require(namespaceOf(context))
  const specs = [...collection.indexes.values()].map(({ spec }) => encode(spec))
  const batchSize = isDocument(command.cursor) ? countOf(command.cursor, 'batchSize') : undefined
  return engine.cursors.open(collection.namespace, specs.values(), batchSize)
}

function* dropIndexes(context: Context): Work {
  const { engine, command } = context
  const namespace = namespaceOf(context)
  const collection = engine.catalog.get(namespace)
  if (!collection) throw new MongoServerError('NamespaceNotFound', `ns not found ${namespace}`)
  yield* untilUnwritten(context, collection)
  const nIndexesWas = collection.indexes.size
  const all = [...collection.indexes.values()]
  const named = Array.isArray(command.index) ? command.index : [command.index]
  const chosen =
    command.index === '*' ? all.filter(({ name }) => name !== '_id_') : named.map((wanted) => find(all, wanted))
  for (const index of chosen) {
    if (index.name === '_id_') throw new MongoServerError('InvalidOptions', 'cannot drop _id index')
  }
  for (const index of chosen) engine.catalog.dropIndex(collection, index)
  return { nIndexesWas, ok: 1 }
}

function find(indexes: Index[], wanted: unknown): Index {
  const index = indexes.find(({ name, spec }) =>
    typeof wanted === 'string' ? name === wanted : valuesEqual(spec.key, wanted),
  )
  if (index) return index
  throw typeof wanted === 'string'
    ? new MongoServerError('IndexNotFound', `index not found with name [${wanted}]`)
    : new MongoServerError('IndexNotFound', `can't find index with key: ${show(wanted)}`)
}

export const INDEX_COMMANDS: Record<string, Command> = {
  createIndexes: {
    fields: { createIndexes: 'any', indexes: 'array!', ignoreUnknownIndexOptions: 'unsupported', commitQuorum: 'any' },
    isAllowedInTransaction: true,
    run: createIndexes,
  },
  listIndexes: { fields: { listIndexes: 'any', cursor: 'object' }, run: listIndexes },
  dropIndexes: { fields: { dropIndexes: 'any', index: 'any!' }, run: dropIndexes },
}
