import { Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import fc from 'fast-check'
import { documentOf } from '../../src/values/document'

const oneOfInterest = [
  0,
  -0,
  1,
  -1,
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 53,
  2 ** 53 + 2,
  1e300,
  -1e300,
  5e-324,
  Infinity,
  -Infinity,
  NaN,
]
const decimals = [
  '0',
  '-0',
  '0.1',
  '1.10',
  '1E+3',
  '-1E-6176',
  '9.99E+6144',
  'NaN',
  'Infinity',
  '-Infinity',
  '9007199254740993',
  '1',
]

const numbers: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(...oneOfInterest).map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).map((value) => Long.fromBigInt(value)),
  fc.constantFrom(...decimals).map((text) => Decimal128.fromString(text)),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 })
    .map((value) => Decimal128.fromString(value.toPrecision(17))),
)

export const strings = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('', 'a', 'a\0', 'a\0b', 'a\u0001', '张三', '𠮷田', '\uffee', '\ud7ff', 'abc', 'ab'),
)

const scalars = fc.oneof(
  { weight: 4, arbitrary: numbers },
  { weight: 3, arbitrary: strings },
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes, bytes.length)),
  fc.constantFrom(
    new MinKey(),
    new MaxKey(),
    new BSONRegExp('a', 'i'),
    new BSONRegExp('a\u0001b'),
    new Timestamp({ t: 1, i: 2 }),
    new Timestamp({ t: 4e9, i: 0 }),
  ),
)

/** Any value that a document can hold, in the form in which documents hold it. */
export const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    { weight: 8, arbitrary: scalars },
    tie('list'),
    tie('document'),
  ),
  list: fc.array(tie('value'), { maxLength: 3, depthIdentifier: 'value' }),
  document: fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__', '名'), tie('value')), {
      maxLength: 3,
      selector: ([name]) => name as string,
      depthIdentifier: 'value',
    })
    .map((entries) => documentOf(entries as [string, unknown][])),
})).value

export const documents = fc
  .uniqueArray(fc.tuple(fc.constantFrom('_id', 'a', 'b', 'c'), values), { maxLength: 4, selector: ([name]) => name })
  .map((entries) => documentOf(entries))
