import { Double, Long } from 'bson'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documents, values } from '../../test/support/arbitraries'
import { decode } from '../values/decode'
import type { Document } from '../values/document'
import { encode } from '../values/encode'
import { compileUpdate, upsertSeed } from './update'

const context = { isInsert: false, now: new Date('2026-01-01T00:00:00Z') }
const run = (document: Document, update: Document | Document[]) => compileUpdate(update)(document, context)

describe('an update', () => {
  it('leaves the document that it is given alone', () => {
    const paths = fc.constantFrom('a', 'b', 'a.b', 'a.0', 'c.d')
    const operators = fc.constantFrom('$set', '$unset', '$push', '$addToSet', '$pull', '$inc', '$max', '$rename')
    fc.assert(
      fc.property(documents, operators, paths, values, (document, operator, path, value) => {
        const before = encode(document)
        try {
          run(document, { [operator]: { [path]: operator === '$rename' ? 'z.y' : value } })
        } catch (error) {
          expect(error).toHaveProperty('codeName')
        }
        expect(encode(document)).toEqual(before)
      }),
      { numRuns: 2000 },
    )
  })

  it('gives the same bytes when it changes nothing', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const rows = Object.entries(document).filter(([name]) => name !== '_id')
        expect(encode(run(document, { $set: Object.fromEntries(rows) }))).toEqual(encode(document))
        expect(encode(run(document, { $unset: { missing: 1 } }))).toEqual(encode(document))
      }),
      { numRuns: 500 },
    )
  })

  it('keeps the types of what it does not name', () => {
    const stored = decode(
      encode({ _id: 1, double: new Double(1), long: Long.fromNumber(2), inner: { d: new Double(3) } }),
    )
    const changed = decode(encode(run(stored, { $set: { 'inner.x': 1 } })))
    expect(changed).toEqual({
      _id: 1,
      double: new Double(1),
      long: Long.fromNumber(2),
      inner: { d: new Double(3), x: 1 },
    })
  })

  it('may be used again for another document', () => {
    const update = compileUpdate({ $push: { list: { $each: [1] } }, $set: { 'a.b': 1 } })
    expect(update({ _id: 1 }, context)).toEqual({ _id: 1, list: [1], a: { b: 1 } })
    expect(update({ _id: 2, list: [0] }, context)).toEqual({ _id: 2, list: [0, 1], a: { b: 1 } })
  })
})

describe('the seed of an upsert', () => {
  it('holds the equalities of the filter and nothing else', () => {
    const filter = { _id: 1, a: { $eq: 2 }, b: { $gt: 1 }, c: /x/, $and: [{ 'd.e': 3 }], f: { $all: [4] } }
    expect(upsertSeed(filter)).toEqual({ _id: 1, a: 2, d: { e: 3 }, f: 4 })
  })
})
