import { MongoServerError } from '../errors'
import { compareValues, valuesEqual } from '../values/compare'
import { documentOf, isDocument, isNumeric } from '../values/document'
import { hashOf } from '../values/key'
import { integerOf } from '../values/number'
import { accumulate, FOLDING_ACCUMULATORS } from './accumulators'
import { fail, isNullish, isTruthy, nameOfType, type Operator, requireArray } from './scope'

function distinct(items: unknown[]): unknown[] {
  const byHash = new Map<string, unknown>()
  for (const item of items) if (!byHash.has(hashOf(item))) byHash.set(hashOf(item), item)
  return [...byHash.values()]
}

const hashes = (items: unknown[]) => new Set(items.map(hashOf))

/** Null when an argument is null. */
const onArrays = (
  name: string,
  code: number,
  arity: Operator['arity'],
  apply: (...lists: unknown[][]) => unknown,
): Operator => ({
  arity,
  apply: (...values) =>
    values.some(isNullish) ? null : apply(...values.map((value) => requireArray(code, name, value))),
})

/** Null is no array here. */
const onSets = (
  name: string,
  code: number,
  arity: Operator['arity'],
  apply: (...sets: Set<string>[]) => boolean,
): Operator => ({
  arity,
  apply: (...values) => apply(...values.map((value) => hashes(requireArray(code, name, value)))),
})

/** Over the one array it is given, or over its arguments. */
const folding = (name: string): Operator => ({
  arity: [0, Infinity],
  apply: (...values) => accumulate(name, values.length === 1 && Array.isArray(values[0]) ? values[0] : values),
})

function integer(code: number, name: string, value: unknown): number {
  const exact = isNumeric(value) ? integerOf(value) : undefined
  if (exact === undefined) throw fail(code, `${name} requires an integer, found: ${nameOfType(value)}`)
  return Number(exact)
}

function slice(value: unknown, second: unknown, third?: unknown): unknown {
  if (isNullish(value) || isNullish(second) || third === null) return null
  const items = requireArray(28724, '$slice', value)
  const count = integer(isNumeric(second) ? 28726 : 28725, '$slice', second)
  if (third === undefined) return count < 0 ? items.slice(count) : items.slice(0, count)
  const length = integer(isNumeric(third) ? 28728 : 28727, '$slice', third)
  if (length <= 0) throw fail(28729, `Third argument to $slice must be positive: ${length}`)
  const from = count < 0 ? Math.max(0, items.length + count) : count
  return items.slice(from, from + length)
}

function range(start: unknown, end: unknown, step: unknown = 1): number[] {
  const [from, to, by] = [
    integer(34443, '$range', start),
    integer(34445, '$range', end),
    integer(34447, '$range', step),
  ]
  if (by === 0) throw fail(34449, '$range requires a non-zero step value')
  const length = Math.max(0, Math.ceil((to - from) / by))
  if (length > 4_000_000) throw new MongoServerError('BadValue', '$range would make an array that is too large')
  return Array.from({ length }, (_, i) => from + i * by)
}

function objectOf(value: unknown): unknown {
  if (isNullish(value)) return null
  return documentOf(
    requireArray(40386, '$arrayToObject', value).map((item) => {
      const [name, field] = Array.isArray(item) ? item : isDocument(item) ? [item.k, item.v] : []
      if (typeof name !== 'string')
        throw fail(40394, `$arrayToObject needs keys that are strings, found: ${nameOfType(name)}`)
      return [name, field] as const
    }),
  )
}

function pairsOf(value: unknown): unknown {
  if (isNullish(value)) return null
  if (!isDocument(value)) throw fail(40390, `$objectToArray requires a document input, found: ${nameOfType(value)}`)
  return Object.entries(value).map((pair) => documentOf(pair.map((part, i) => [i === 0 ? 'k' : 'v', part])))
}

function elementAt(value: unknown, index: unknown): unknown {
  if (isNullish(value) || isNullish(index)) return null
  const items = requireArray(28689, '$arrayElemAt', value)
  return items.at(integer(isNumeric(index) ? 28691 : 28690, '$arrayElemAt', index))
}

const one = (apply: Operator['apply']): Operator => ({ arity: [1, 1], apply })

export const ARRAYS: Record<string, Operator> = {
  $size: one((value) => requireArray(17124, '$size', value).length),
  $isArray: one(Array.isArray),
  $arrayElemAt: { arity: [2, 2], apply: elementAt },
  $first: onArrays('$first', 28689, [1, 1], (items) => items[0]),
  $last: onArrays('$last', 28689, [1, 1], (items) => items.at(-1)),
  $in: {
    arity: [2, 2],
    apply: (value, list) => requireArray(40081, '$in', list).some((item) => valuesEqual(item, value)),
  },
  $indexOfArray: {
    arity: [2, 2],
    apply: (list, value) =>
      isNullish(list) ? null : requireArray(40090, '$indexOfArray', list).findIndex((item) => valuesEqual(item, value)),
  },
  $concatArrays: onArrays('$concatArrays', 28664, [0, Infinity], (...lists) => lists.flat()),
  $reverseArray: onArrays('$reverseArray', 34435, [1, 1], (items) => [...items].reverse()),
  $slice: { arity: [2, 3], apply: slice },
  $range: { arity: [2, 3], apply: range },
  $arrayToObject: one(objectOf),
  $objectToArray: one(pairsOf),
  $setUnion: onArrays('$setUnion', 17043, [0, Infinity], (...lists) => distinct(lists.flat()).sort(compareValues)),
  $setIntersection: onArrays('$setIntersection', 17047, [0, Infinity], (first = [], ...others) => {
    const sets = others.map(hashes)
    return distinct(first)
      .filter((item) => sets.every((set) => set.has(hashOf(item))))
      .sort(compareValues)
  }),
  $setDifference: onArrays('$setDifference', 17048, [2, 2], (list = [], excluded = []) => {
    const set = hashes(excluded)
    return distinct(list).filter((item) => !set.has(hashOf(item)))
  }),
  $setEquals: onSets('$setEquals', 17044, [2, Infinity], (first, ...others) =>
    others.every((set) => set.size === first?.size && [...set].every((hash) => first.has(hash))),
  ),
  $setIsSubset: onSets('$setIsSubset', 17046, [2, 2], (part, whole) =>
    [...(part ?? [])].every((hash) => whole?.has(hash)),
  ),
  $anyElementTrue: one((value) => requireArray(17041, '$anyElementTrue', value).some(isTruthy)),
  $allElementsTrue: one((value) => requireArray(17040, '$allElementsTrue', value).every(isTruthy)),
  ...Object.fromEntries(FOLDING_ACCUMULATORS.map((name) => [name, folding(name)])),
}
