import { MongoServerError } from '../errors'
import { boundsOf, isPoint, type PathBounds } from '../query/bounds'
import { parseSort } from '../query/sort'
import type { Collection } from '../storage/collection'
import type { Index } from '../storage/indexes'
import { valuesEqual } from '../values/compare'
import { type Document, isDocument } from '../values/document'
import { type Direction, encodeKey, keyRange } from '../values/key'
import { numberOf } from '../values/number'
import { excludesMissing, isImplied } from './partial'

export interface Query {
  filter: Document
  sort?: Document
  skip?: number
  limit?: number
  hint?: unknown
}

/** Stored keys with `from` ≤ key < `to`; the first `prefixLength` bytes are equal for all of them. */
export interface KeyRange {
  from: Uint8Array
  to: Uint8Array
  prefixLength: number
}

export interface IndexScan {
  stage: 'IXSCAN'
  index: Index
  ranges: KeyRange[]
  direction: Direction
  /** Whether the entries come in the order of the query's sort; `merge`: the ranges must be merged for that. */
  order: 'unsorted' | 'sorted' | 'merge'
  /** How many fields are bound to single values, and whether another is bound to a range. */
  equalities: number
  hasRange: boolean
  /** Whether every record with a key in the ranges matches the filter. */
  isExact: boolean
  bounds: Map<string, PathBounds>
}

export type Plan = { stage: 'COLLSCAN'; direction: Direction } | IndexScan | { stage: 'OR'; branches: IndexScan[] }

const MAX_RANGES = 1000
const MAX_MERGED_RANGES = 50
const SAMPLE = 1000

/** Chooses how to read what the query wants. Throws BadValue when its hint names no index. */
export function planQuery(collection: Collection, { filter, sort, limit, hint }: Query): Plan {
  if (sort?.$natural !== undefined) return { stage: 'COLLSCAN', direction: numberOf(sort.$natural) < 0 ? -1 : 1 }
  const indexes = [...collection.indexes.values()]
  if (hint !== undefined) return planHinted(indexes, filter, sort, hint)
  const candidates = candidatesFor(indexes, filter, sort)
  const best = cheapest(candidates, sort !== undefined, limit)
  if (best && best.equalities > 0) return best
  const union = planUnion(indexes, filter)
  if (union) return union
  return best ?? { stage: 'COLLSCAN', direction: 1 }
}

function planHinted(indexes: Index[], filter: Document, sort: Document | undefined, hint: unknown): Plan {
  if (isDocument(hint) && hint.$natural !== undefined) {
    return { stage: 'COLLSCAN', direction: numberOf(hint.$natural) < 0 ? -1 : 1 }
  }
  const index = indexes.find(({ name, spec }) =>
    typeof hint === 'string' ? name === hint : valuesEqual(spec.key, hint),
  )
  if (!index) {
    throw new MongoServerError(
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    )
  }
  return scanOf(index, boundsFor(indexes, filter), filter, sort)
}

const boundsFor = (indexes: Index[], filter: Document) =>
  boundsOf(filter, (path) => indexes.some(({ multikeyFields }) => multikeyFields.has(path)))

function candidatesFor(indexes: Index[], filter: Document, sort: Document | undefined): IndexScan[] {
  const bounds = boundsFor(indexes, filter)
  const isSorted = sort !== undefined && Object.keys(sort).length > 0
  if (bounds.size === 0 && !isSorted) return []
  return indexes.flatMap((index) => {
    const first = index.fields[0] as string
    if (!bounds.has(first) && !(isSorted && first in sort)) return []
    if (index.isSparse && !index.fields.some((field) => excludesMissing(bounds.get(field)))) return []
    if (index.partialFilter && !isImplied(index.partialFilter, filter, bounds)) return []
    const scan = scanOf(index, bounds, filter, sort)
    return scan.equalities > 0 || scan.hasRange || scan.order !== 'unsorted' ? [scan] : []
  })
}

function scanOf(
  index: Index,
  bounds: Map<string, PathBounds>,
  filter: Document,
  sort: Document | undefined,
): IndexScan {
  let prefixes: unknown[][] = [[]]
  let equalities = 0
  let hasRange = false
  let ranges: KeyRange[] | undefined
  let usesMultikeyField = false
  const used = new Set<string>()
  for (const field of index.fields) {
    const known = bounds.get(field)
    const isMultikey = index.multikeyFields.has(field)
    // Two fields of one array: its elements give pairs of keys, but a filter may be satisfied by different elements.
    if (!known || (isMultikey && usesMultikeyField)) break
    usesMultikeyField ||= isMultikey
    used.add(field)
    // Of a single field there are as many points as ranges; only products of fields could grow out of hand.
    const isFew =
      (index.isUnique && index.fields.length === 1) || prefixes.length * known.intervals.length <= MAX_RANGES
    if (isFew && known.intervals.every(isPoint)) {
      prefixes = prefixes.flatMap((prefix) => known.intervals.map(({ low }) => [...prefix, low]))
      equalities++
      continue
    }
    hasRange = true
    ranges = prefixes.flatMap((prefix) =>
      known.intervals.map((interval) =>
        withPrefix(prefix, keyRange(prefix, interval, index.directions), index.directions),
      ),
    )
    break
  }
  ranges ??= prefixes.map((prefix) =>
    withPrefix(prefix, keyRange(prefix, undefined, index.directions), index.directions),
  )
  ranges.sort((a, b) => Buffer.compare(a.from, b.from))
  const sorting = sortOrder(index, bounds, sort, equalities, prefixes.length === 1, ranges.length)
  const isExact = Object.keys(filter).every((path) => used.has(path) && bounds.get(path)?.isExact === true)
  return { stage: 'IXSCAN', index, ranges, ...sorting, equalities, hasRange, isExact, bounds }
}

const withPrefix = (
  prefix: unknown[],
  range: { from: Uint8Array; to: Uint8Array },
  directions: Direction[],
): KeyRange => ({
  ...range,
  prefixLength: encodeKey(prefix, directions).length,
})

/** Whether the index gives the sort's order: after fields bound to one value each, the sort's fields follow. */
function sortOrder(
  index: Index,
  bounds: Map<string, PathBounds>,
  sort: Document | undefined,
  equalities: number,
  hasOnePrefix: boolean,
  rangeCount: number,
): { direction: Direction; order: IndexScan['order'] } {
  const unsorted = { direction: 1, order: 'unsorted' } as const
  if (!sort) return unsorted
  const isFixed = (field: string) => {
    const at = index.fields.indexOf(field)
    return at >= 0 && at < equalities && bounds.get(field)?.intervals.length === 1 && !index.multikeyFields.has(field)
  }
  const wanted = parseSort(sort).filter(([field]) => !isFixed(field))
  if (wanted.length === 0) return { direction: 1, order: 'sorted' }
  let at = hasOnePrefix ? index.fields.indexOf((wanted[0] as [string, Direction])[0]) : equalities
  if (
    at < 0 ||
    !index.fields.slice(0, at).every((field, i) => i < equalities && (!hasOnePrefix || isSingle(bounds.get(field))))
  ) {
    return unsorted
  }
  let direction: Direction | undefined
  for (const [field, wantedDirection] of wanted) {
    if (hasOnePrefix) {
      while (index.fields[at] !== field && at < equalities) at++
    }
    if (index.fields[at] !== field || index.multikeyFields.has(field)) return unsorted
    const needed = (wantedDirection * (index.directions[at] as Direction)) as Direction
    direction ??= needed
    if (direction !== needed) return unsorted
    at++
  }
  if (hasOnePrefix) return { direction: direction ?? 1, order: 'sorted' }
  return rangeCount <= MAX_MERGED_RANGES ? { direction: direction ?? 1, order: 'merge' } : unsorted
}

const isSingle = (bounds: PathBounds | undefined) => bounds?.intervals.length === 1

/** The candidate that will read least, by a bounded look into the indexes where the choice is not plain. */
function cheapest(candidates: IndexScan[], isSorted: boolean, limit: number | undefined): IndexScan | undefined {
  const point = candidates.find(({ index, equalities, ranges }) => {
    return index.isUnique && equalities === index.fields.length && ranges.length === 1
  })
  if (point || candidates.length < 2) return point ?? candidates[0]
  let best: IndexScan | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const cost = costOf(candidate, isSorted, limit)
    if (cost >= least) continue
    best = candidate
    least = cost
  }
  return best
}

function costOf(scan: IndexScan, isSorted: boolean, limit: number | undefined): number {
  const isBounded = scan.equalities > 0 || scan.hasRange
  let entries = isBounded ? 0 : SAMPLE * 4
  if (isBounded) {
    for (const { from, to } of scan.ranges) {
      entries += scan.index.countUpTo(from, to, SAMPLE)
      if (entries >= SAMPLE) break
    }
    if (entries >= SAMPLE) entries = SAMPLE * (scan.equalities > 0 ? 2 : 3)
  }
  if (!isSorted || scan.order !== 'unsorted') {
    return (limit ? Math.min(entries, SAMPLE / 2 + limit) : entries) - scan.equalities * 0.1
  }
  return entries * 1.5 - scan.equalities * 0.1
}

/** `$or` as a union, when each branch (with the rest of the filter) has an index of its own. */
function planUnion(indexes: Index[], filter: Document): Plan | undefined {
  if (!Array.isArray(filter.$or) || filter.$or.length > MAX_MERGED_RANGES) return undefined
  const { $or, ...rest } = filter
  const branches: IndexScan[] = []
  for (const branch of $or) {
    if (!isDocument(branch)) return undefined
    const best = cheapest(candidatesFor(indexes, { $and: [branch, rest] }, undefined), false, undefined)
    if (!best) return undefined
    branches.push({ ...best, isExact: false })
  }
  return { stage: 'OR', branches }
}
