import { MongoServerError } from '../errors'
import type { Query } from '../planner/plan'
import { type Found, matcherOf, runQuery } from '../planner/run'
import { compileUpdate, type Update } from '../update/update'
import { decode } from '../values/decode'
import { type Document, isDocument } from '../values/document'
import { numberOf } from '../values/number'
import { type Command, type Context, checkFields, isTrue, namespaceOf, type Work } from './command'
import { deleteRecord, forInsert, insertRecord, matchingNow, updateRecord, upserted } from './records'

type Steps<T> = Generator<Promise<unknown>, T>

const MAX_STATEMENTS = 100_000
const STATEMENTS_PER_TURN = 500

/** Carries out statements one by one; a failed one becomes a `writeError`, after which an ordered list stops. */
function* eachStatement<T>(
  context: Context,
  statements: T[],
  carryOut: (statement: T, index: number) => Steps<void>,
): Steps<Document[]> {
  const errors: Document[] = []
  if (statements.length === 0 || statements.length > MAX_STATEMENTS) {
    throw new MongoServerError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_STATEMENTS}. Got ${statements.length} operations.`,
    )
  }
  const isOrdered = context.command.ordered === undefined || isTrue(context.command.ordered)
  for (const [index, statement] of statements.entries()) {
    yield* takeTurns()
    try {
      yield* carryOut(statement, index)
    } catch (error) {
      if (!(error instanceof MongoServerError) || isForWholeCommand(error)) throw error
      errors.push({ index, code: error.code, errmsg: error.message, ...error.extra })
      if (isOrdered || context.transaction) break
    }
  }
  return errors
}

const isForWholeCommand = ({ codeName }: MongoServerError) =>
  ['WriteConflict', 'OutOfDiskSpace', 'InternalError', 'MaxTimeMSExpired', 'InvalidNamespace'].includes(codeName)

const withErrors = (reply: Document, writeErrors: Document[]): Document => ({
  ...reply,
  ...(writeErrors.length > 0 ? { writeErrors } : {}),
  ok: 1,
})

function* insert(context: Context): Work {
  const namespace = namespaceOf(context)
  let n = 0
  const sent = context.documents
  const documents: (Document | Uint8Array)[] = sent ?? (context.command.documents as Document[])
  const errors = yield* eachStatement(context, documents, function* (given) {
    const isSent = given instanceof Uint8Array
    if (!isSent && !isDocument(given))
      throw new MongoServerError('TypeMismatch', 'a document to insert must be an object')
    yield* insertRecord(context, namespace, isSent ? forInsert(decode(given), given) : forInsert(given))
    n++
  })
  return withErrors({ n }, errors)
}

const UPDATE_FIELDS = {
  q: 'object!',
  u: 'any!',
  multi: 'bool',
  upsert: 'bool',
  arrayFilters: 'array',
  hint: 'any',
  collation: 'unsupported',
  c: 'unsupported',
  sort: 'unsupported',
} as const

export function compileStatement(update: unknown, arrayFilters: unknown): Update {
  if (!isDocument(update) && !Array.isArray(update)) {
    throw new MongoServerError('FailedToParse', 'Update argument must be either an object or an array')
  }
  return compileUpdate(update, { arrayFilters: arrayFilters as Document[] | undefined })
}

function* update(context: Context): Work {
  const namespace = namespaceOf(context)
  let n = 0
  let nModified = 0
  const upsertedIds: Document[] = []
  const errors = yield* eachStatement(context, context.command.updates as Document[], function* (statement, index) {
    checkFields('update.updates', statement, UPDATE_FIELDS)
    const { q, u, arrayFilters, hint } = statement
    const filter = q as Document
    matcherOf(filter)
    const compiled = compileStatement(u, arrayFilters)
    if (isTrue(statement.multi)) {
      if (isDocument(u) && !Object.keys(u)[0]?.startsWith('$')) {
        throw new MongoServerError('FailedToParse', 'multi update is not supported for replacement-style update')
      }
      const before = n
      for (const { collection, find } of matchingNow(context, namespace, filter, hint)) {
        yield* takeTurns()
        for (let found = find(); found; found = find()) {
          const done = yield* updateRecord(context, collection, found, compiled, filter)
          if (!done) continue
          n++
          if (done.isModified) nModified++
          break
        }
      }
      if (n > before || !isTrue(statement.upsert)) return
    }
    const done = yield* updateOne(context, namespace, { filter, hint }, compiled, isTrue(statement.upsert))
    if (!done) return
    n++
    if (done.isModified) nModified++
    if (done.isInserted) upsertedIds.push({ index, _id: done.after._id })
  })
  return withErrors({ n, nModified, ...(upsertedIds.length > 0 ? { upserted: upsertedIds } : {}) }, errors)
}

let visited = 0

/** Lets others run now and then during a long write. */
function* takeTurns(): Steps<void> {
  if (++visited % STATEMENTS_PER_TURN === 0) yield new Promise(setImmediate)
}

/** What became of one document. */
interface Done {
  before: Document | undefined
  after: Document
  isModified: boolean
  isInserted: boolean
}

/** Updates the first match, or inserts; again from the start when a transaction held what it found. */
export function* updateOne(
  context: Context,
  namespace: string,
  query: Query,
  compiled: Update,
  isUpsert: boolean,
): Steps<Done | undefined> {
  for (;;) {
    const found = firstMatch(context, namespace, query)
    if (found) {
      const collection = context.engine.catalog.require(namespace)
      const done = yield* updateRecord(context, collection, found, compiled, query.filter)
      if (done)
        return { before: done.before, after: done.after.document, isModified: done.isModified, isInserted: false }
      continue
    }
    if (!isUpsert) return undefined
    const made = upserted(compiled, query.filter)
    yield* insertRecord(context, namespace, made)
    return { before: undefined, after: made.document, isModified: false, isInserted: true }
  }
}

function firstMatch({ engine, view, deadline }: Context, namespace: string, query: Query): Found | undefined {
  const collection = engine.catalog.get(namespace)
  if (!collection) return undefined
  for (const found of runQuery(collection, { ...query, limit: 1 }, { view, deadline })) return found
  return undefined
}

function* remove(context: Context): Work {
  const namespace = namespaceOf(context)
  let n = 0
  const errors = yield* eachStatement(context, context.command.deletes as Document[], function* (statement) {
    checkFields('delete.deletes', statement, { q: 'object!', limit: 'number!', hint: 'any', collation: 'unsupported' })
    const filter = statement.q as Document
    const limit = numberOf(statement.limit)
    if (limit !== 0 && limit !== 1) {
      throw new MongoServerError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`)
    }
    matcherOf(filter)
    if (limit === 1) {
      if (yield* deleteOne(context, namespace, { filter, hint: statement.hint })) n++
      return
    }
    for (const { collection, find } of matchingNow(context, namespace, filter, statement.hint)) {
      if (++visited % STATEMENTS_PER_TURN === 0) yield new Promise(setImmediate)
      for (let found = find(); found; found = find()) {
        if (!(yield* deleteRecord(context, collection, found))) continue
        n++
        break
      }
    }
  })
  return withErrors({ n }, errors)
}

export function* deleteOne(context: Context, namespace: string, query: Query): Steps<Found | undefined> {
  for (;;) {
    const found = firstMatch(context, namespace, query)
    if (!found) return undefined
    if (yield* deleteRecord(context, context.engine.catalog.require(namespace), found)) return found
  }
}

export const WRITE_COMMANDS: Record<string, Command> = {
  insert: {
    fields: { insert: 'any', documents: 'array!', ordered: 'bool', bypassDocumentValidation: 'bool' },
    isRetryable: true,
    isAllowedInTransaction: true,
    run: insert,
  },
  update: {
    fields: { update: 'any', updates: 'array!', ordered: 'bool', bypassDocumentValidation: 'bool', let: 'unsupported' },
    isRetryable: true,
    isAllowedInTransaction: true,
    run: update,
  },
  delete: {
    fields: { delete: 'any', deletes: 'array!', ordered: 'bool', let: 'unsupported' },
    isRetryable: true,
    isAllowedInTransaction: true,
    run: remove,
  },
}
