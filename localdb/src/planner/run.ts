import { MongoServerError } from '../errors'
import { compileFilter } from '../query/matcher'
import { compareSortKeys, parseSort, sortKeyOf } from '../query/sort'
import type { Collection } from '../storage/collection'
import type { View } from '../transactions/transaction'
import { decode } from '../values/codec'
import type { Document } from '../values/document'
import { type Plan, planQuery, type Query } from './plan'
import { type Effort, readRecords } from './scan'

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
  const matches = compileFilter(filter)
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

/** Holds only sort keys and record numbers, so that its memory does not grow with the size of the documents. */
function* sortRecords(collection: Collection, records: Iterable<Found>, query: Query, view: View): Generator<Found> {
  const fields = parseSort(query.sort as Document)
  const [keyOf, compare] = [sortKeyOf(fields), compareSortKeys(fields)]
  const wanted = query.limit ? (query.skip ?? 0) + query.limit : Number.POSITIVE_INFINITY
  let kept: { id: number; key: unknown[]; found?: Found }[] = []
  const keepsDocuments = wanted <= 1000
  const sort = () => {
    kept.sort((a, b) => compare(a.key, b.key) || a.id - b.id)
    kept = kept.slice(0, wanted)
  }
  for (const found of records) {
    const key = keyOf(found.document ?? decode(found.bytes))
    kept.push(keepsDocuments ? { id: found.id, key, found } : { id: found.id, key })
    if (kept.length > wanted * 2 + 1000) sort()
  }
  sort()
  const delta = view.delta(collection)
  for (const { id, found } of kept) {
    if (found) yield found
    else {
      const bytes = delta?.has(id) ? delta.get(id) : collection.get(id)
      if (bytes) yield { id, bytes }
    }
  }
}
