import { MongoServerError } from '../errors'
import { compileFilter, type Matcher } from '../query/matcher'
import type { Collection } from '../storage/collection'
import type { View } from '../transactions/transaction'
import { decode } from '../values/decode'
import type { Document } from '../values/document'
import { type Plan, planQuery, type Query } from './plan'
import { type Effort, readRecords } from './scan'
import { Sorter } from './sort'

/** A record that matched; `document` is there when it had to be decoded on the way. */
export interface Found {
  id: number
  bytes: Uint8Array
  document?: Document
}

export interface Run {
  view: View
  /** Milliseconds since the epoch after which the operation gives up. */
  deadline?: number
  effort?: Effort
  plan?: Plan
}

const DEADLINE_INTERVAL = 128
/** So many sorted documents are held; of more only the keys. */
const MAX_KEPT = 1000
const matchers = new WeakMap<Document, Matcher>()

/** The compiled filter; a command checks its filter before it runs it. Throws what MongoDB answers to a malformed one. */
export function matcherOf(filter: Document): Matcher {
  let known = matchers.get(filter)
  if (!known) {
    known = compileFilter(filter)
    matchers.set(filter, known)
  }
  return known
}

/** Streams what the query finds: matched, sorted, skipped and limited. */
export function* runQuery(collection: Collection, query: Query, run: Run): Generator<Found> {
  const plan = run.plan ?? planQuery(collection, query)
  const isInOrder = !query.sort || query.sort.$natural !== undefined || Object.keys(query.sort).length === 0
  const isSorted = isInOrder || (plan.stage === 'IXSCAN' && plan.order !== 'unsorted')
  const { skip = 0, limit = 0 } = query
  const wanted = isSorted && limit > 0 && plan.stage === 'IXSCAN' && plan.isExact ? skip + limit : undefined
  const matched = matchRecords(collection, query.filter, plan, run, wanted)
  const ordered = isSorted ? matched : sortRecords(collection, matched, query, run.view)
  if (skip === 0 && limit === 0) return yield* ordered
  let at = 0
  for (const found of ordered) {
    if (at++ < skip) continue
    yield found
    if (limit > 0 && at >= skip + limit) return
  }
}

function* matchRecords(
  collection: Collection,
  filter: Document,
  plan: Plan,
  run: Run,
  wanted?: number,
): Generator<Found> {
  const { deadline = Number.POSITIVE_INFINITY, effort = { keysExamined: 0, docsExamined: 0 } } = run
  const matches = matcherOf(filter)
  const needsMatch = plan.stage === 'IXSCAN' ? !plan.isExact : Object.keys(filter).length > 0
  let untilCheck = DEADLINE_INTERVAL
  for (const { id, bytes } of readRecords(collection, plan, run.view.delta(collection), effort, wanted)) {
    if (--untilCheck === 0) {
      untilCheck = DEADLINE_INTERVAL
      if (Date.now() > deadline) throw new MongoServerError('MaxTimeMSExpired', 'operation exceeded time limit')
    }
    if (!needsMatch) yield { id, bytes }
    else {
      const document = decode(bytes)
      if (matches(document)) yield { id, bytes, document }
    }
  }
}

function* sortRecords(collection: Collection, records: Iterable<Found>, query: Query, view: View): Generator<Found> {
  const wanted = query.limit ? (query.skip ?? 0) + query.limit : Number.POSITIVE_INFINITY
  const sorter = new Sorter<Found>(query.sort as Document, wanted, collection.sqlite)
  const keepsDocuments = wanted <= MAX_KEPT
  for (const found of records) {
    sorter.add(found.document ?? decode(found.bytes), found.id, keepsDocuments ? found : undefined)
  }
  const delta = view.delta(collection)
  for (const { id, kept } of sorter.sorted()) {
    if (kept) {
      yield kept
      continue
    }
    const bytes = delta?.has(id) ? delta.get(id) : collection.get(id)
    if (bytes) yield { id, bytes }
  }
}
