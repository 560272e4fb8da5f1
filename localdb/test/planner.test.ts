import fc from 'fast-check'
import type { Collection, Document } from 'mongodb'
import { describe, expect, it } from 'vitest'
import { useLocalServer } from './support/localServer'

const local = useLocalServer()

const scalar = fc.constantFrom<unknown>(null, 0, 1, 2, 3, 'a', 'b', true, new Date(0))
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }),
  fc.record({ x: scalar, y: scalar }),
)
const parts = fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), { maxLength: 3 })
const row = fc.record({ a: value, b: value, c: scalar, parts }, { requiredKeys: [] })

const comparison = fc.oneof(
  scalar,
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne'), scalar)
    .map(([name, operand]) => ({ [name]: operand })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((items) => ({ $in: items })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lte: high })),
  fc.boolean().map((exists) => ({ $exists: exists })),
)
const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'parts.x', 'parts.y')
const conditions = fc.dictionary(path, comparison, { minKeys: 1, maxKeys: 3 })
const filter = fc.oneof(
  { weight: 3, arbitrary: conditions },
  fc.array(conditions, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
  fc.tuple(conditions, conditions).map(([x, y]) => ({ $and: [x, y] })),
)
const order = fc.constantFrom<1 | -1>(1, -1)
/** Never by two fields that may both be arrays: MongoDB refuses that. */
const sort = fc.option(
  fc
    .tuple(fc.constantFrom(['a'], ['b'], ['c'], ['a', 'c'], ['c', 'a'], ['c', 'b']), order, order)
    .map(
      ([paths, first, second]): Document =>
        Object.fromEntries(paths.map((name, i) => [name, i === 0 ? first : second])),
    ),
  { nil: undefined },
)

const INDEXES = [
  { key: { a: 1, c: -1 } },
  { key: { b: 1 } },
  { key: { 'parts.x': 1, 'parts.y': 1 } },
  { key: { c: 1, a: 1 }, partialFilterExpression: { c: { $gte: 1 } } },
  { key: { 'a.x': -1 }, sparse: true },
  { key: { c: -1, b: 1 } },
] as const

const idsOf = async (rows: Collection, query: Document, options: Document) =>
  (await rows.find(query, options).toArray()).map(({ _id }) => _id)

describe('a query', () => {
  it('finds the same with indexes as without', async () => {
    const plain = local.db.collection('plain')
    const indexed = local.db.collection('indexed')
    await indexed.createIndexes(INDEXES.map((index) => ({ ...index, key: { ...index.key } })))
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.array(filter, { minLength: 4, maxLength: 8 }),
        sort,
        async (documents, filters, sorting) => {
          const numbered = documents.map((document, _id) => ({ _id: _id as never, ...document }))
          for (const rows of [plain, indexed]) {
            await rows.deleteMany({})
            await rows.insertMany(numbered)
          }
          for (const query of filters) {
            const expected = await idsOf(plain, query, {})
            expect(new Set(await idsOf(indexed, query, {}))).toEqual(new Set(expected))
            expect(await indexed.countDocuments(query)).toBe(expected.length)
            if (!sorting) continue
            const options = { sort: { ...sorting, _id: 1 } }
            expect(await idsOf(indexed, query, options)).toEqual(await idsOf(plain, query, options))
            const limited = { sort: sorting, limit: 2 }
            expect((await idsOf(indexed, query, limited)).length).toBe(Math.min(2, expected.length))
          }
        },
      ),
      { numRuns: 120 },
    )
    expect(await local.db.command({ validate: 'indexed' })).toMatchObject({ valid: true })
  }, 60_000)
})
