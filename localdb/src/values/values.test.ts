import * as bson from 'bson'
import { Decimal128, Double, Long, ObjectId } from 'bson'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documents, values } from '../../test/support/arbitraries'
import { compareValues, valuesEqual } from './compare'
import { decode } from './decode'
import { newDocument, typeOf } from './document'
import { encode } from './encode'
import { encodeKey, hashOf, keyAfter } from './key'
import { hasAnyField, indexKeys } from './path'

const sameSign = (a: number, b: number) => Math.sign(a) === Math.sign(b)

describe('keys', () => {
  it('compare byte by byte as their values do, in either direction', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const order = compareValues(a, b)
        expect(Buffer.compare(encodeKey([a], [1]), encodeKey([b], [1]))).toBe(order)
        expect(sameSign(Buffer.compare(encodeKey([a], [-1]), encodeKey([b], [-1])), -order)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('of several fields compare field by field', () => {
    const directions = [1, -1, 1] as const
    fc.assert(
      fc.property(fc.array(fc.tuple(values, values), { minLength: 3, maxLength: 3 }), (pairs) => {
        const order =
          pairs.map(([a, b], i) => compareValues(a, b) * (directions[i] ?? 1)).find((sign) => sign !== 0) ?? 0
        const [left, right] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)]
        expect(sameSign(Buffer.compare(encodeKey(left, directions), encodeKey(right, directions)), order)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('that begin with a prefix lie between the prefix and its end, others do not', () => {
    fc.assert(
      fc.property(values, values, values, fc.constantFrom(1 as const, -1 as const), (a, b, c, direction) => {
        const prefix = encodeKey([a], [direction])
        const key = encodeKey([b, c], [direction, 1])
        const isInside = Buffer.compare(prefix, key) <= 0 && Buffer.compare(key, keyAfter(prefix)) < 0
        expect(isInside).toBe(valuesEqual(a, b))
      }),
      { numRuns: 1000 },
    )
  })

  it('are equal for equal numbers of different types', () => {
    const ones = [1, new Double(1), Long.fromNumber(1), Decimal128.fromString('1.00')]
    expect(new Set(ones.map(hashOf)).size).toBe(1)
    expect(hashOf(Long.fromString('9007199254740993'))).not.toBe(hashOf(9007199254740992))
  })
})

describe('order of values', () => {
  it('is total: antisymmetric and transitive', () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        expect(sameSign(compareValues(a, b), -compareValues(b, a))).toBe(true)
        const [x, y, z] = [a, b, c].sort(compareValues)
        expect(compareValues(x, z)).toBeLessThanOrEqual(0)
        expect(compareValues(x, y)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 1000 },
    )
  })

  it('ranks types as MongoDB does', () => {
    const ascending = [
      new bson.MinKey(),
      undefined,
      null,
      Number.NaN,
      -Infinity,
      5,
      'a',
      { a: 1 },
      [1],
      new bson.Binary(Buffer.from('a')),
      new ObjectId('0'.repeat(24)),
      false,
      true,
      new Date(0),
      new bson.Timestamp({ t: 0, i: 1 }),
      /a/,
      new bson.MaxKey(),
    ]
    expect(
      [...ascending].reverse().sort((a, b) => (a === undefined || b === undefined ? 0 : compareValues(a, b))),
    ).toHaveLength(ascending.length)
    for (let i = 1; i < ascending.length; i++) expect(compareValues(ascending[i - 1], ascending[i])).toBe(-1)
  })

  it('compares numbers exactly across types', () => {
    expect(compareValues(Long.fromString('9007199254740993'), 9007199254740992)).toBe(1)
    expect(compareValues(Decimal128.fromString('0.1'), 0.1)).toBe(-1)
    expect(compareValues(Decimal128.fromString('0.5'), 0.5)).toBe(0)
    expect(compareValues(-0, 0)).toBe(0)
    expect(compareValues(Number.NaN, Number.NaN)).toBe(0)
  })

  it('compares documents by type, then name, then value of each field in turn', () => {
    expect(compareValues({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(-1)
    expect(compareValues({ b: 1 }, { a: 'x' })).toBe(-1)
    expect(compareValues({ a: 1 }, { a: 1, b: 1 })).toBe(-1)
  })
})

describe('the codec', () => {
  it('gives back every document with its types', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const bytes = encode(document)
        expect(encode(decode(bytes))).toEqual(bytes)
        for (const [name, value] of Object.entries(decode(bytes))) expect(typeOf(value)).toBe(typeOf(document[name]))
      }),
      { numRuns: 1000 },
    )
  })

  it('writes the bytes that the official library reads and writes', () => {
    const document = {
      _id: new ObjectId(),
      text: '张三 𠮷',
      int: 1,
      double: new Double(1),
      half: 1.5,
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('1.10'),
      at: new Date(-1),
      list: [1, 'a', null],
      inner: { deep: { yes: true } },
      binary: new bson.Binary(Buffer.from('abc'), 4),
      old: new bson.Binary(Buffer.from('abc'), 2),
      regex: new bson.BSONRegExp('a', 'im'),
      stamp: new bson.Timestamp({ t: 4e9, i: 7 }),
      code: new bson.Code('x'),
      symbol: new bson.BSONSymbol('s'),
      min: new bson.MinKey(),
      max: new bson.MaxKey(),
    }
    const bytes = bson.serialize(document)
    expect(Buffer.from(encode(decode(bytes))).equals(bytes)).toBe(true)
  })

  it('keeps fields with the names of inherited members', () => {
    const document = decode(bson.serialize(JSON.parse('{"constructor":1,"__proto__":{"a":2},"toString":3}')))
    expect(Object.keys(document)).toEqual(['constructor', '__proto__', 'toString'])
    expect(decode(encode(document))).toEqual(document)
    expect('toString' in newDocument()).toBe(false)
  })

  it('refuses options of a regular expression that it does not know', () => {
    const bytes = bson.serialize({ a: new bson.BSONRegExp('b', 'i') })
    bytes[bytes.indexOf('i'.charCodeAt(0), 8)] = 'q'.charCodeAt(0)
    expect(() => decode(bytes)).toThrow('Invalid BSON: unknown options of a regular expression')
  })

  it('refuses damaged bytes and never reads beyond them', () => {
    const good = Buffer.from(
      bson.serialize({
        a: 'text',
        b: [1, { c: new Date() }],
        d: new bson.Binary(Buffer.from('xyz')),
        e: new bson.BSONRegExp('a', 'im'),
        f: new bson.Binary(Buffer.from('xyz'), 2),
        g: new bson.BSONSymbol('s'),
      }),
    )
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (position, byte, length) => {
        const bad = Buffer.from(good)
        bad[position] = byte
        for (const bytes of [bad, bad.subarray(0, length)]) {
          try {
            decode(bytes)
          } catch (error) {
            expect(error).toMatchObject({ codeName: 'InvalidBSON' })
          }
        }
      }),
      { numRuns: 10_000 },
    )
  })

  it('refuses documents that are nested too deeply', () => {
    let deep: Record<string, unknown> = {}
    for (let i = 0; i < 200; i++) deep = { a: deep }
    expect(() => encode(deep)).toThrow('maximum nested object depth')
    expect(() => decode(bson.serialize(deep))).toThrow('maximum nested object depth')
  })
})

describe('index keys', () => {
  const cases: [title: string, document: object, fields: string[], keys: unknown[][], isMultikey: boolean][] = [
    ['take missing as null', { a: 1 }, ['a', 'b'], [[1, null]], false],
    ['follow dotted paths', { a: { b: 2 } }, ['a.b'], [[2]], false],
    ['give null where a scalar ends the path', { a: 5 }, ['a.b'], [[null]], false],
    ['hold every element of an array once', { a: [1, 2, 2, 1] }, ['a'], [[1], [2]], true],
    ['hold undefined for an empty array', { a: [] }, ['a'], [[undefined]], true],
    ['hold null below an empty array', { a: [] }, ['a.b'], [[null]], true],
    ['keep an array inside an array whole', { a: [[1, 2], 3] }, ['a'], [[[1, 2]], [3]], true],
    [
      'expand paths below one array together',
      { a: [{ b: 1, c: 2 }, { b: 3 }] },
      ['a.b', 'a.c'],
      [
        [1, 2],
        [3, null],
      ],
      true,
    ],
    [
      'combine an array with scalars',
      { t: ['x', 'y'], n: 1 },
      ['n', 't'],
      [
        [1, 'x'],
        [1, 'y'],
      ],
      true,
    ],
    ['expand nested arrays', { a: [{ b: [1, 2] }, { b: 3 }] }, ['a.b'], [[1], [2], [3]], true],
    ['take a numbered element', { a: [7, 8] }, ['a.1'], [[8]], false],
    ['give null for scalars where documents are wanted', { a: [1, { b: 2 }] }, ['a.b'], [[null], [2]], true],
  ]
  it.each(cases)('%s', (_, document, fields, keys, isMultikey) => {
    expect(indexKeys(document as never, fields)).toEqual({ keys, isMultikey })
  })

  it('refuse two arrays side by side', () => {
    expect(() => indexKeys({ a: [1], b: [2] }, ['a', 'b'])).toThrow(expect.objectContaining({ code: 171 }))
    expect(() => indexKeys({ a: [{ b: [1], c: [2] }] }, ['a.b', 'a.c'])).toThrow(expect.objectContaining({ code: 171 }))
  })

  it('tell whether a sparse index holds the document', () => {
    expect(hasAnyField({ a: null }, ['a'])).toBe(true)
    expect(hasAnyField({ b: 1 }, ['a'])).toBe(false)
    expect(hasAnyField({ a: [{ b: 1 }] }, ['x', 'a.b'])).toBe(true)
  })
})
