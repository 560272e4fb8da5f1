import { Binary, Long, ObjectId, Timestamp } from 'bson'
import { compareValues } from '../values/compare'
import { type Document, isDocument, rankOf } from '../values/document'
import type { Interval } from '../values/key'
import { isArrayIndex } from '../values/path'
import { isOperatorDocument } from './matcher'
import { type Comparison, isComparison, isNaNValue } from './operators'
import { anchoredPrefix, isRegex, regexWithOptions } from './regex'

export type { Interval } from '../values/key'

/** Where matching documents have their keys on one path, in ascending order; `isExact`: all there match the path's conditions. */
export interface PathBounds {
  intervals: Interval[]
  isExact: boolean
}

const closed = (low: unknown, high: unknown): Interval => ({ low, lowInclusive: true, high, highInclusive: true })
const below = (low: unknown, high: unknown): Interval => ({ low, lowInclusive: true, high, highInclusive: false })
const point = (value: unknown): Interval => closed(value, value)

export const isPoint = (interval: Interval): boolean =>
  interval.lowInclusive && interval.highInclusive && compareValues(interval.low, interval.high) === 0

/** All values that compare with values of this type, by rank. */
const BRACKETS: Record<number, Interval> = {
  4: closed(-Infinity, Infinity),
  5: below('', {}),
  6: below({}, []),
  8: below(new Binary(Buffer.alloc(0), 0), new ObjectId('000000000000000000000000')),
  9: closed(new ObjectId('000000000000000000000000'), new ObjectId('ffffffffffffffffffffffff')),
  10: closed(false, true),
  11: closed(new Date(-8.64e15), new Date(8.64e15)),
  12: closed(new Timestamp(Long.fromBits(0, 0)), new Timestamp(Long.fromBits(-1, -1))),
}

/**
 * Bounds for each path that the filter's conjunction restricts (`$and` included). On a multikey path, different
 * elements may satisfy different conditions, so only one of them bounds it.
 */
export function boundsOf(filter: Document, isMultikey: (path: string) => boolean): Map<string, PathBounds> {
  const found = new Map<string, PathBounds>()
  collect(filter, '', isMultikey, found)
  return found
}

function collect(
  filter: Document,
  prefix: string,
  isMultikey: (path: string) => boolean,
  found: Map<string, PathBounds>,
): void {
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(operand)) {
      for (const branch of operand) if (isDocument(branch)) collect(branch, prefix, isMultikey, found)
    }
    if (name.startsWith('$')) continue
    const path = prefix + name
    for (const given of conditionsOf(operand, path, isMultikey, found)) {
      // A numbered component may mean an element, whose own elements the index holds but the query does not see.
      const bounds = path.split('.').some(isArrayIndex) ? inexact(given) : given
      const known = found.get(path)
      if (!known) found.set(path, bounds)
      else if (!isMultikey(path))
        found.set(path, {
          intervals: intersect(known.intervals, bounds.intervals),
          isExact: known.isExact && bounds.isExact,
        })
      else found.set(path, { ...(isNarrower(bounds, known) ? bounds : known), isExact: false })
    }
  }
}

const isNarrower = (a: PathBounds, b: PathBounds) => a.intervals.every(isPoint) && !b.intervals.every(isPoint)

function conditionsOf(
  operand: unknown,
  path: string,
  isMultikey: (path: string) => boolean,
  found: Map<string, PathBounds>,
): PathBounds[] {
  if (isRegex(operand)) return regexBounds(operand)
  if (!isOperatorDocument(operand)) return equalBounds(operand)
  const each = Object.keys(operand).map((name) => operatorBounds(name, operand, path, isMultikey, found))
  const bounds = each.flat()
  return each.every(({ length }) => length > 0) ? bounds : bounds.map(inexact)
}

/** None where the operator sets no bounds to the keys of its own path. */
function operatorBounds(
  name: string,
  operand: Document,
  path: string,
  isMultikey: (path: string) => boolean,
  found: Map<string, PathBounds>,
): PathBounds[] {
  const value = operand[name]
  if (name === '$eq') return equalBounds(value)
  if (name === '$in' && Array.isArray(value)) return inBounds(value)
  if (isComparison(name)) return rangeBounds(name, value)
  if (name === '$regex') return regexBounds(regexWithOptions(value, operand.$options))
  if (name === '$exists' && (value === false || value === 0)) return [{ intervals: [point(null)], isExact: false }]
  if (name === '$all' && Array.isArray(value) && value.length > 0 && !isOperatorDocument(value[0])) {
    return conditionsOf(value[0], path, isMultikey, found).map(inexact)
  }
  if (name !== '$elemMatch' || !isDocument(value)) return []
  if (isOperatorDocument(value)) return elementBounds(value, path)
  collectElements(value, `${path}.`, found)
  return []
}

const inexact = (bounds: PathBounds): PathBounds => ({ ...bounds, isExact: false })

/** One and the same element satisfies all conditions, so they do narrow each other. */
function elementBounds(conditions: Document, path: string): PathBounds[] {
  const own = new Map<string, PathBounds>()
  collect({ [path]: conditions }, '', () => false, own)
  const bounds = own.get(path)
  const isNullable = bounds?.intervals.some((interval) => compareValues(interval.low, null) <= 0)
  return bounds && !isNullable ? [inexact(bounds)] : []
}

function collectElements(filter: Document, prefix: string, found: Map<string, PathBounds>): void {
  const own = new Map<string, PathBounds>()
  collect(filter, prefix, () => true, own)
  for (const [path, bounds] of own) if (!found.has(path)) found.set(path, inexact(bounds))
}

function equalBounds(value: unknown): PathBounds[] {
  if (value === null || value === undefined) return [{ intervals: [point(null)], isExact: false }]
  if (!Array.isArray(value)) return [{ intervals: [point(value)], isExact: true }]
  // An index holds the elements of an array, and an array itself only where it is an element of another.
  return [{ intervals: union([point(value[0]), point(value)]), isExact: false }]
}

function inBounds(values: unknown[]): PathBounds[] {
  const parts = values.map((value) => (isRegex(value) ? regexBounds(value) : equalBounds(value))[0])
  if (!parts.every((part) => part !== undefined)) return []
  return [
    { intervals: union(parts.flatMap(({ intervals }) => intervals)), isExact: parts.every(({ isExact }) => isExact) },
  ]
}

function rangeBounds(operator: Comparison, value: unknown): PathBounds[] {
  const isInclusive = operator.length === 4
  if (value === null || value === undefined) return isInclusive ? equalBounds(null) : [{ intervals: [], isExact: true }]
  if (isNaNValue(value)) return isInclusive ? equalBounds(value) : [{ intervals: [], isExact: true }]
  const bracket = BRACKETS[rankOf(value)]
  if (!bracket) return []
  const isLower = operator === '$gt' || operator === '$gte'
  const interval = isLower
    ? { ...bracket, low: value, lowInclusive: isInclusive }
    : { ...bracket, high: value, highInclusive: isInclusive }
  return [{ intervals: isEmpty(interval) ? [] : [interval], isExact: true }]
}

function regexBounds(regex: unknown): PathBounds[] {
  const prefix = anchoredPrefix(regex)
  const strings = prefix === '' ? below('', {}) : below(prefix, textAfter(prefix))
  return [{ intervals: union([strings, point(regex)]), isExact: false }]
}

/** The smallest text above every text that begins with `prefix`, or the end of all texts. */
function textAfter(prefix: string): unknown {
  const characters = [...prefix]
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const code = last.codePointAt(0) as number
    if (code < 0x10ffff) return characters.join('') + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1)
  }
  return {}
}

const isEmpty = ({ low, high, lowInclusive, highInclusive }: Interval) => {
  const order = compareValues(low, high)
  return order > 0 || (order === 0 && !(lowInclusive && highInclusive))
}

const compareLows = (a: Interval, b: Interval) =>
  compareValues(a.low, b.low) || Number(b.lowInclusive) - Number(a.lowInclusive)
const compareHighs = (a: Interval, b: Interval) =>
  compareValues(a.high, b.high) || Number(a.highInclusive) - Number(b.highInclusive)

/** Sorted, without overlaps. */
function union(intervals: Interval[]): Interval[] {
  const merged: Interval[] = []
  for (const interval of [...intervals].sort(compareLows)) {
    const last = merged.at(-1)
    const order = last ? compareValues(interval.low, last.high) : 1
    if (last && (order < 0 || (order === 0 && (interval.lowInclusive || last.highInclusive)))) {
      if (compareHighs(interval, last) > 0)
        merged[merged.length - 1] = { ...last, high: interval.high, highInclusive: interval.highInclusive }
    } else merged.push(interval)
  }
  return merged
}

export function intersect(a: Interval[], b: Interval[]): Interval[] {
  const found: Interval[] = []
  for (const left of a) {
    for (const right of b) {
      const from = compareLows(left, right) > 0 ? left : right
      const to = compareHighs(left, right) < 0 ? left : right
      const interval = {
        low: from.low,
        lowInclusive: from.lowInclusive,
        high: to.high,
        highInclusive: to.highInclusive,
      }
      if (!isEmpty(interval)) found.push(interval)
    }
  }
  return found
}
