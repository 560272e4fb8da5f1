import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'
import { MongoServerError } from '../errors'

/**
 * A stored document. Values are held so that nothing is lost between read and write, and common ones stay primitive:
 * an int is a JS number; a double is a JS number too, unless it would be mistaken for an int (1.0, -0): then it is a
 * `Double`; a long is a `Long`; the rest are the classes of `bson`, `Date`, arrays and documents.
 */
export type Document = Record<string, unknown>

/** As deep as MongoDB nests documents and arrays. */
export const MAX_DEPTH = 180
export const tooDeep = () =>
  new MongoServerError('Overflow', `BSONObj exceeds maximum nested object depth: ${MAX_DEPTH}`)

const Fields = function Document() {} as unknown as new () => Document
Fields.prototype = Object.create(null)

/** A document without inherited members, so that a field may be named `constructor` or `__proto__`. */
export function newDocument(): Document {
  return new Fields()
}

export function documentOf(entries: Iterable<readonly [string, unknown]>): Document {
  const document = newDocument()
  for (const [name, value] of entries) document[name] = value
  return document
}

export const copyDocument = (document: Document): Document => Object.assign(newDocument(), document)

/** MongoDB's type aliases (`$type`), in the order of comparison of values; types that share a rank compare as one. */
export const TYPES = {
  minKey: { code: -1, rank: 1 },
  undefined: { code: 6, rank: 2 },
  null: { code: 10, rank: 3 },
  int: { code: 16, rank: 4 },
  long: { code: 18, rank: 4 },
  double: { code: 1, rank: 4 },
  decimal: { code: 19, rank: 4 },
  string: { code: 2, rank: 5 },
  symbol: { code: 14, rank: 5 },
  object: { code: 3, rank: 6 },
  array: { code: 4, rank: 7 },
  binData: { code: 5, rank: 8 },
  objectId: { code: 7, rank: 9 },
  bool: { code: 8, rank: 10 },
  date: { code: 9, rank: 11 },
  timestamp: { code: 17, rank: 12 },
  regex: { code: 11, rank: 13 },
  javascript: { code: 13, rank: 15 },
  maxKey: { code: 127, rank: 17 },
} as const

export type TypeName = keyof typeof TYPES

const CLASSES: [new (...args: never[]) => object, TypeName][] = [
  [Date, 'date'],
  [ObjectId, 'objectId'],
  [Double, 'double'],
  [Timestamp, 'timestamp'],
  [Long, 'long'],
  [Int32, 'int'],
  [Decimal128, 'decimal'],
  [Binary, 'binData'],
  [Uint8Array, 'binData'],
  [BSONRegExp, 'regex'],
  [RegExp, 'regex'],
  [MinKey, 'minKey'],
  [MaxKey, 'maxKey'],
  [BSONSymbol, 'symbol'],
  [Code, 'javascript'],
]
const byPrototype = new Map<object | null, TypeName>(CLASSES.map(([type, name]) => [type.prototype as object, name]))
byPrototype.set(Fields.prototype as object, 'object')
byPrototype.set(Object.prototype, 'object')

export const isInt32 = (value: number): boolean => (value | 0) === value && !Object.is(value, -0)

/** The type that the value has, or gets, in BSON. Missing (`undefined`) is `undefined`. */
export function typeOf(value: unknown): TypeName {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'number':
      return isInt32(value) ? 'int' : 'double'
    case 'boolean':
      return 'bool'
    case 'bigint':
      return 'long'
    case 'object':
      break
    default:
      return 'undefined'
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const known = byPrototype.get(Object.getPrototypeOf(value) as object | null)
  return known ?? CLASSES.find(([type]) => value instanceof type)?.[1] ?? 'object'
}

/** The rank of the value's type in the order of comparison. */
export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 5
    case 'number':
      return 4
    case 'boolean':
      return 10
    default:
      return TYPES[typeOf(value)].rank
  }
}

export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeOf(value) === 'object'
}

export const isNumeric = (value: unknown): boolean => rankOf(value) === 4

/** A regular expression's pattern and options, whichever class holds it. */
export function regexParts(value: unknown): { pattern: string; options: string } {
  if (value instanceof BSONRegExp) return value
  const { source, flags } = value as RegExp
  return { pattern: source, options: [...flags.replace('g', '').replace('y', '')].sort().join('') }
}

/** Bytes and subtype of binary data, whichever class holds it. */
export function binaryParts(value: unknown): { bytes: Uint8Array; subtype: number } {
  if (value instanceof Binary) return { bytes: value.buffer.subarray(0, value.position), subtype: value.sub_type }
  return { bytes: value as Uint8Array, subtype: 0 }
}
