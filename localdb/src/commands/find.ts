import { MongoServerError } from '../errors'
import type { Query } from '../planner/plan'
import { planQuery } from '../planner/plan'
import { type Found, matcherOf, runQuery } from '../planner/run'
import { compileProjection } from '../query/projection'
import { parseSort } from '../query/sort'
import { decode } from '../values/decode'
import { type Document, newDocument } from '../values/document'
import { encode } from '../values/encode'
import { hashOf, keyAfter } from '../values/key'
import { distinctValuesAt } from '../values/path'
import { type Command, type Context, countOf, isTrue, namespaceOf, type Reply } from './command'
import { explainQuery } from './explain'

const EMPTY = newDocument()

/** The query of a `find`, `count`, `distinct` … command. Throws what MongoDB answers to a malformed one. */
export function queryOf(command: Document, filterName: string): Query {
  const filter = (command[filterName] ?? EMPTY) as Document
  const sort = command.sort as Document | undefined
  matcherOf(filter)
  if (sort && sort.$natural === undefined) parseSort(sort)
  const limit = countOf(command, 'limit')
  return { filter, sort, skip: countOf(command, 'skip'), limit: limit === 0 ? undefined : limit, hint: command.hint }
}

/** Results that a cursor may send later. A transaction's are read at once: they must not see what comes after. */
export function snapshotOf(documents: Iterable<Uint8Array>, { transaction }: Context): Iterator<Uint8Array> {
  return transaction ? [...documents].values() : documents[Symbol.iterator]()
}

function* projected(found: Iterable<Found>, projection: Document | undefined, filter: Document): Generator<Uint8Array> {
  if (!projection || Object.keys(projection).length === 0) {
    for (const { bytes } of found) yield bytes
    return
  }
  const project = compileProjection(projection, filter)
  for (const { bytes, document } of found) yield encode(project(document ?? decode(bytes)))
}

function find(context: Context): Reply {
  const { engine, command, view, deadline } = context
  const namespace = namespaceOf(context)
  if (command.limit !== undefined && Number(command.limit) < 0) {
    command.limit = -Number(command.limit)
    command.singleBatch = true
  }
  const query = queryOf(command, 'filter')
  const projection = command.projection as Document | undefined
  if (projection) compileProjection(projection, query.filter)
  const collection = engine.catalog.get(namespace)
  const found = collection ? runQuery(collection, query, { view, deadline }) : []
  const documents = snapshotOf(projected(found, projection, query.filter), context)
  return engine.cursors.open(
    namespace,
    documents,
    countOf(command, 'batchSize'),
    isTrue(command.singleBatch),
    context.transaction,
  )
}

/** Counts from the index alone where it says everything about the filter. */
export function countMatches(context: Context, namespace: string, query: Query): number {
  const { engine, view, deadline } = context
  const collection = engine.catalog.get(namespace)
  if (!collection) return 0
  const { skip = 0, limit = Number.POSITIVE_INFINITY } = query
  const clip = (count: number) => Math.min(limit, Math.max(0, count - skip))
  if (!view.delta(collection)) {
    if (Object.keys(query.filter).length === 0)
      return clip(collection.idIndex.count(new Uint8Array(0), keyAfter(new Uint8Array(0))))
    const plan = planQuery(collection, query)
    if (plan.stage === 'IXSCAN' && plan.isExact && !plan.index.isMultikey) {
      return clip(plan.ranges.reduce((sum, { from, to }) => sum + plan.index.count(from, to), 0))
    }
  }
  let count = 0
  for (const _ of runQuery(collection, query, { view, deadline })) count++
  return count
}

function distinct(context: Context): Reply {
  const { engine, command, view, deadline } = context
  const namespace = namespaceOf(context)
  const query = queryOf(command, 'query')
  const collection = engine.catalog.get(namespace)
  const values = new Map<string, unknown>()
  for (const { bytes, document } of collection ? runQuery(collection, query, { view, deadline }) : []) {
    for (const value of distinctValuesAt(document ?? decode(bytes), command.key as string)) {
      const hash = hashOf(value)
      if (!values.has(hash)) values.set(hash, value)
    }
  }
  return { values: [...values.values()], ok: 1 }
}

export const READ_COMMANDS: Record<string, Command> = {
  find: {
    fields: {
      find: 'any',
      filter: 'object',
      sort: 'object',
      projection: 'object',
      hint: 'any',
      skip: 'number',
      limit: 'number',
      batchSize: 'number',
      singleBatch: 'bool',
      allowDiskUse: 'bool',
      noCursorTimeout: 'unsupported',
      allowPartialResults: 'bool',
      collation: 'unsupported',
      let: 'unsupported',
      min: 'unsupported',
      max: 'unsupported',
      returnKey: 'unsupported',
      showRecordId: 'unsupported',
      tailable: 'unsupported',
      awaitData: 'unsupported',
      oplogReplay: 'unsupported',
    },
    isAllowedInTransaction: true,
    run: find,
  },
  getMore: {
    fields: { getMore: 'number', collection: 'string!', batchSize: 'number' },
    isAllowedInTransaction: true,
    run: ({ engine, command, database }) => {
      const id = BigInt(String(command.getMore))
      return engine.cursors.more(id, `${database}.${command.collection}`, countOf(command, 'batchSize') || undefined)
    },
  },
  killCursors: {
    fields: { killCursors: 'string', cursors: 'array!' },
    isAllowedInTransaction: true,
    run: ({ engine, command }) => {
      const cursors = command.cursors as unknown[]
      const killed = cursors.filter((id) => engine.cursors.kill(BigInt(String(id))))
      const unknown = cursors.filter((id) => !killed.includes(id))
      return { cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [], ok: 1 }
    },
  },
  count: {
    fields: {
      count: 'any',
      query: 'object',
      limit: 'number',
      skip: 'number',
      hint: 'any',
      collation: 'unsupported',
      fields: 'object',
    },
    run: (context) => {
      const { command } = context
      if (command.limit !== undefined) command.limit = Math.abs(Number(command.limit))
      return { n: countMatches(context, namespaceOf(context), queryOf(command, 'query')), ok: 1 }
    },
  },
  distinct: {
    fields: { distinct: 'any', key: 'string!', query: 'object', hint: 'any', collation: 'unsupported' },
    isAllowedInTransaction: true,
    run: distinct,
  },
  explain: {
    fields: { explain: 'object', verbosity: 'string' },
    run: (context) => explain(context),
  },
}

const VERBOSITIES = ['queryPlanner', 'executionStats', 'allPlansExecution']
const FILTER_NAMES: Record<string, string> = {
  find: 'filter',
  count: 'query',
  distinct: 'query',
  findAndModify: 'query',
}

function explain(context: Context): Reply {
  const inner = context.command.explain as Document
  const verbosity = String(context.command.verbosity ?? 'allPlansExecution')
  if (!VERBOSITIES.includes(verbosity))
    throw new MongoServerError('BadValue', `verbosity string must be one of ${VERBOSITIES}`)
  const [name = ''] = Object.keys(inner)
  const explained: Context = { ...context, command: inner }
  const [statement] = ((name === 'update' ? inner.updates : inner.deletes) ?? []) as Document[]
  let query: Query
  if (name in FILTER_NAMES) query = queryOf(inner, FILTER_NAMES[name] as string)
  else if (name === 'aggregate') query = aggregateHead(inner.pipeline as Document[]).query
  else if ((name === 'update' || name === 'delete') && statement)
    query = { filter: statement.q as Document, hint: statement.hint }
  else throw new MongoServerError('CommandNotFound', `Explain failed due to unknown command: ${name}`)
  return explainQuery(explained, namespaceOf(explained), query, verbosity !== 'queryPlanner')
}

/** What of a pipeline can be answered by a query (its leading `$match`, `$sort`, `$skip`, `$limit`), and the rest. */
export function aggregateHead(pipeline: Document[]): { query: Query; rest: Document[] } {
  const filters: Document[] = []
  let at = 0
  for (; pipeline[at]?.$match !== undefined; at++) filters.push(pipeline[at]?.$match as Document)
  const query: Query = { filter: filters.length > 1 ? { $and: filters } : (filters[0] ?? EMPTY) }
  if (pipeline[at]?.$sort !== undefined) query.sort = pipeline[at++]?.$sort as Document
  if (pipeline[at]?.$skip !== undefined) query.skip = Number(pipeline[at++]?.$skip)
  if (pipeline[at]?.$limit !== undefined) query.limit = Number(pipeline[at++]?.$limit)
  return { query, rest: pipeline.slice(at) }
}
