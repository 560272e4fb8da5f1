import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documents, strings, values } from '../../test/support/arbitraries'
import { compareValues } from '../values/compare'
import type { Document } from '../values/document'
import { encodeKey, keyRange } from '../values/key'
import { indexKeys } from '../values/path'
import { boundsOf, type Interval } from './bounds'
import { compileFilter } from './matcher'

const contains = ({ low, lowInclusive, high, highInclusive }: Interval, value: unknown) => {
  const [below, above] = [compareValues(value, low), compareValues(value, high)]
  return (below > 0 || (below === 0 && lowInclusive)) && (above < 0 || (above === 0 && highInclusive))
}

const comparison = fc.tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte'), values)
const condition: fc.Arbitrary<Document> = fc.oneof(
  fc.array(comparison, { minLength: 1, maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
  fc.array(values, { maxLength: 4 }).map((list) => ({ $in: list })),
  fc.array(values, { minLength: 1, maxLength: 2 }).map((list) => ({ $all: list })),
  fc.boolean().map((flag) => ({ $exists: flag })),
  strings.map((text) => ({ $regex: `^${text.replace(/[^\w\u4e00-\u9fff]/g, '')}` })),
  fc.array(comparison, { minLength: 1, maxLength: 2 }).map((entries) => ({ $elemMatch: Object.fromEntries(entries) })),
  comparison.map(([operator, value]) => ({ $elemMatch: { b: { [operator]: value } } })),
)
const filters = fc
  .array(fc.tuple(fc.constantFrom('a', 'a.b', 'b'), condition), { minLength: 1, maxLength: 3 })
  .map((entries) => ({ $and: entries.map(([path, operand]) => ({ [path]: operand })) }))

/** A regular expression may only be compared for equality, and documents that look like operators are none. */
function compiled(filter: Document) {
  try {
    return compileFilter(filter)
  } catch {
    return undefined
  }
}

describe('bounds', () => {
  it('never leave out a document that matches', () => {
    let matched = 0
    const check = (document: Document, filter: Document) => {
      const matches = compiled(filter)
      if (!matches?.(document)) return
      matched++
      const isMultikey = (path: string) => indexKeys(document, [path]).isMultikey
      for (const [path, { intervals }] of boundsOf(filter, isMultikey)) {
        const keys = indexKeys(document, [path]).keys.map(([key]) => key)
        expect(keys.some((key) => intervals.some((interval) => contains(interval, key)))).toBe(true)
      }
    }
    fc.assert(fc.property(documents, filters, check), { numRuns: 1500 })
    // Conditions taken from the document itself match more often.
    fc.assert(
      fc.property(
        documents,
        fc.constantFrom('$eq', '$gte', '$lte', '$in', '$all', '$elemMatch'),
        (document, operator) => {
          for (const path of ['a', 'b'] as const) {
            const value = document[path]
            const first = Array.isArray(value) ? value[0] : value
            const list = operator === '$in' || operator === '$all'
            check(document, {
              [path]: { [operator]: list ? [first] : operator === '$elemMatch' ? { $eq: first } : value },
            })
          }
        },
      ),
      { numRuns: 1500 },
    )
    expect(matched).toBeGreaterThan(500)
  })

  it('that call themselves exact hold nothing but matches', () => {
    fc.assert(
      fc.property(values, condition, (value, operand) => {
        fc.pre(!Array.isArray(value))
        const document = { a: value }
        const matches = compiled({ a: operand })
        const bounds = matches && boundsOf({ a: operand }, () => false).get('a')
        if (!bounds?.isExact) return
        expect(bounds.intervals.some((interval) => contains(interval, value))).toBe(matches?.(document))
      }),
      { numRuns: 1500 },
    )
  })

  it('become key ranges that hold the same values, in either direction', () => {
    fc.assert(
      fc.property(
        values,
        values,
        values,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(1 as const, -1 as const),
        (...given) => {
          const [value, x, y, lowInclusive, highInclusive, direction] = given
          const [low, high] = compareValues(x, y) <= 0 ? [x, y] : [y, x]
          const interval = { low, lowInclusive, high, highInclusive }
          const { from, to } = keyRange(['prefix'], interval, [1, direction])
          const key = encodeKey(['prefix', value], [1, direction])
          expect(Buffer.compare(from, key) <= 0 && Buffer.compare(key, to) < 0).toBe(contains(interval, value))
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('of two ranges on one path are narrowed, unless different elements may satisfy them', () => {
    const filter = { a: { $gt: 1, $lt: 5 } }
    expect(boundsOf(filter, () => false).get('a')?.intervals).toEqual([
      { low: 1, lowInclusive: false, high: 5, highInclusive: false },
    ])
    expect(boundsOf(filter, () => true).get('a')?.intervals).toHaveLength(1)
    expect(boundsOf(filter, () => true).get('a')?.isExact).toBe(false)
    expect(compileFilter(filter)({ a: [0, 9] })).toBe(true)
  })

  it('of an anchored pattern are the texts that begin so', () => {
    const bounds = boundsOf({ name: { $regex: '^张三\\.' } }, () => false).get('name')
    expect(bounds?.intervals[0]).toEqual({ low: '张三.', lowInclusive: true, high: '张三/', highInclusive: false })
  })
})
