import type { Collection, StoredRecord } from '../storage/collection'
import type { IndexEntry } from '../storage/indexes'
import type { Delta } from '../transactions/transaction'
import { decode } from '../values/decode'
import type { Direction } from '../values/key'
import type { IndexScan, KeyRange, Plan } from './plan'

/** What running a plan has cost so far. */
export interface Effort {
  keysExamined: number
  docsExamined: number
}

const FIRST_CHUNK = 16
const MAX_CHUNK = 512
const MAX_JOINED_CHUNK = 128
const MAX_CHUNK_BYTES = 256 * 1024

/**
 * The records that a plan reads, each once. No statement stays open between two records. `wanted`: how many will be
 * taken, when that is known.
 */
export function* readRecords(
  collection: Collection,
  plan: Plan,
  delta: Delta | undefined,
  effort: Effort,
  wanted?: number,
): Generator<StoredRecord> {
  if (plan.stage === 'COLLSCAN') {
    for (const record of scanCollection(collection, plan.direction, delta)) {
      effort.docsExamined++
      yield record
    }
    return
  }
  if (plan.stage === 'IXSCAN' && !delta && !plan.index.isMultikey && plan.order !== 'merge' && !isPointLookup(plan)) {
    for (const record of indexedRecords(plan, wanted)) {
      effort.keysExamined++
      effort.docsExamined++
      yield record
    }
    return
  }
  const scans = plan.stage === 'OR' ? plan.branches : [plan]
  const seen = scans.length > 1 || scans.some(({ index }) => index.isMultikey) ? new Set<number>() : undefined
  for (const scan of scans) {
    for (const { id } of scanIndex(scan, delta)) {
      effort.keysExamined++
      if (seen?.has(id)) continue
      seen?.add(id)
      const bytes = delta?.has(id) ? delta.get(id) : collection.get(id)
      if (!bytes) continue
      effort.docsExamined++
      yield { id, bytes }
    }
  }
}

const isPointLookup = ({ index, equalities }: IndexScan) => index.isUnique && equalities === index.fields.length

/** Records by an index in chunks, of which each is read by one statement. */
function* indexedRecords({ index, ranges, direction }: IndexScan, wanted = FIRST_CHUNK): Generator<StoredRecord> {
  let limit = Math.min(Math.max(wanted, 1), MAX_JOINED_CHUNK)
  for (let { from, to } of direction === 1 ? ranges : ranges.toReversed()) {
    for (;;) {
      const chunk = index.records(from, to, direction, limit)
      yield* chunk
      const last = chunk.at(-1)
      if (!last || chunk.length < limit) break
      if (direction === 1) from = Buffer.concat([last.key, Buffer.alloc(1)])
      else to = last.key
      limit = nextLimit(limit, chunk, MAX_JOINED_CHUNK)
    }
  }
}

/** Longer chunks for small documents, shorter ones for large. */
function nextLimit(limit: number, chunk: StoredRecord[], most: number): number {
  const size = chunk.reduce((sum, { bytes }) => sum + bytes.length, 0)
  return size < MAX_CHUNK_BYTES ? Math.min(limit * 2, most) : Math.max(1, Math.floor(limit / 2))
}

function* scanCollection(
  collection: Collection,
  direction: Direction,
  delta: Delta | undefined,
): Generator<StoredRecord> {
  if (!delta) return yield* storedRecords(collection, direction)
  const own = [...delta]
    .flatMap(([id, bytes]) => (bytes ? [{ id, bytes }] : []))
    .sort((a, b) => (a.id - b.id) * direction)
  const stored = without(storedRecords(collection, direction), delta)
  yield* mergeSorted([stored, own.values()], (a, b) => (a.id - b.id) * direction)
}

function* storedRecords(collection: Collection, direction: Direction): Generator<StoredRecord> {
  let limit = FIRST_CHUNK
  let from = direction === 1 ? -1 : Number.MAX_SAFE_INTEGER
  for (;;) {
    const chunk = collection.scan(from, direction, limit)
    yield* chunk
    const last = chunk.at(-1)
    if (!last || chunk.length < limit) return
    from = last.id
    limit = nextLimit(limit, chunk, MAX_CHUNK)
  }
}

/** The entries of an index scan, in its order. */
export function* scanIndex(scan: IndexScan, delta: Delta | undefined): Generator<IndexEntry> {
  const { ranges, direction, order } = scan
  if (!delta && ranges.length === 1) return yield* entriesOf(scan, ranges[0] as KeyRange)
  const own = delta && !isPointLookup(scan) ? deltaEntries(scan, delta) : []
  const streams = (direction === 1 ? ranges : ranges.toReversed()).map((range) => {
    if (!delta) return entriesOf(scan, range)
    if (isPointLookup(scan)) return ownerOf(scan, range, delta)
    const within = own.slice(placeOf(range.from, own), placeOf(range.to, own))
    if (direction === -1) within.reverse()
    return mergeSorted([without(entriesOf(scan, range), delta), within.values()], byKey(direction))
  })
  if (order !== 'merge') {
    for (const stream of streams) yield* stream
    return
  }
  const ordered = direction === 1 ? ranges : ranges.toReversed()
  const suffixes = streams.map((stream, i) => suffixed(stream, (ordered[i] as KeyRange).prefixLength))
  for (const { entry } of mergeSorted(suffixes, (a, b) => Buffer.compare(a.suffix, b.suffix) * direction)) yield entry
}

function* suffixed(
  entries: Iterable<IndexEntry>,
  length: number,
): Generator<{ entry: IndexEntry; suffix: Uint8Array }> {
  for (const entry of entries) yield { entry, suffix: entry.key.subarray(length) }
}

const byKey = (direction: Direction) => (a: IndexEntry, b: IndexEntry) => Buffer.compare(a.key, b.key) * direction

function* entriesOf(scan: IndexScan, range: KeyRange): Generator<IndexEntry> {
  const { index, direction } = scan
  let { from, to } = range
  if (isPointLookup(scan)) {
    const id = index.ownerOf(from)
    if (id !== undefined) yield { key: from, id }
    return
  }
  let limit = FIRST_CHUNK
  for (;;) {
    const chunk = index.entries(from, to, direction, limit)
    yield* chunk
    const last = chunk.at(-1)
    if (!last || chunk.length < limit) return
    if (direction === 1) from = Buffer.concat([last.key, Buffer.alloc(1)])
    else to = last.key
    limit = Math.min(limit * 4, MAX_CHUNK)
  }
}

function* ownerOf({ index }: IndexScan, { from }: KeyRange, delta: Delta): Generator<IndexEntry> {
  const id = delta.ownerOf(index, from)
  if (id !== undefined) yield { key: from, id }
}

function deltaEntries({ index }: IndexScan, delta: Delta): IndexEntry[] {
  const entries: IndexEntry[] = []
  for (const [id, bytes] of delta) {
    if (bytes)
      for (const { key } of index.keysOf(decode(bytes)).keys) entries.push({ key: index.storedKey(key, id), id })
  }
  return entries.sort(byKey(1))
}

/** Where the first entry stands whose key is not before this one. */
function placeOf(key: Uint8Array, entries: readonly IndexEntry[]): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (Buffer.compare((entries[middle] as IndexEntry).key, key) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function* without<T extends { id: number }>(items: Iterable<T>, delta: Delta): Generator<T> {
  for (const item of items) if (!delta.has(item.id)) yield item
}

/** Merges streams that are in order each. */
function* mergeSorted<T>(streams: Iterator<T>[], compare: (a: T, b: T) => number): Generator<T> {
  const heads = streams.map((stream) => ({ stream, next: stream.next() })).filter(({ next }) => !next.done)
  while (heads.length > 0) {
    let least = 0
    for (let i = 1; i < heads.length; i++) {
      if (compare(heads[i]?.next.value as T, heads[least]?.next.value as T) < 0) least = i
    }
    const head = heads[least] as (typeof heads)[number]
    yield head.next.value as T
    head.next = head.stream.next()
    if (head.next.done) heads.splice(least, 1)
  }
}
