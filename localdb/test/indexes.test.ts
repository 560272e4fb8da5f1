import type { Collection, Document } from 'mongodb'
import { beforeEach, describe, expect, it } from 'vitest'
import { until, useLocalServer } from './support/localServer'

const local = useLocalServer({ ttlIntervalSeconds: 0.2 })
let rows: Collection<Document & { _id: number | string }>
let count = 0

beforeEach(() => {
  rows = local.db.collection(`rows${++count}`)
})

const isValid = async () => (await local.db.command({ validate: rows.collectionName })).valid

/** The stages of the winning plan, from the outermost, and the index. */
async function planOf(filter: Document, options: { sort?: Document; limit?: number } = {}) {
  const explained = await rows.find(filter as never, options).explain('executionStats')
  const stages: string[] = []
  let index: string | undefined
  for (let stage = explained.queryPlanner.winningPlan; stage; stage = stage.inputStage) {
    stages.push(stage.stage)
    index = stage.indexName ?? index
  }
  const { totalKeysExamined, totalDocsExamined, nReturned } = explained.executionStats
  return { stages, index, keys: totalKeysExamined, docs: totalDocsExamined, nReturned }
}

describe('creating indexes', () => {
  it('lists what was created and says when it is there already', async () => {
    await rows.createIndexes([
      { key: { a: 1, b: -1 }, name: 'ab' },
      { key: { c: 1 }, unique: true, sparse: true },
    ])
    expect(await rows.listIndexes().toArray()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'ab' },
      { v: 2, key: { c: 1 }, name: 'c_1', unique: true, sparse: true },
    ])
    const again = await local.db.command({
      createIndexes: rows.collectionName,
      indexes: [{ key: { c: 1 }, name: 'c_1', unique: true, sparse: true }],
    })
    expect(again).toMatchObject({ numIndexesBefore: 3, numIndexesAfter: 3, note: 'all indexes already exist' })
  })

  it.each([
    ['the same name with other keys', { key: { b: 1 }, name: 'a_1' }, 86, 'IndexKeySpecsConflict'],
    ['the same keys under another name', { key: { a: 1 }, name: 'other' }, 85, 'IndexOptionsConflict'],
    ['no keys', { key: {}, name: 'none' }, 67, 'CannotCreateIndex'],
    ['an unknown option', { key: { z: 1 }, name: 'z_1', speed: 1 }, 197, 'InvalidIndexSpecificationOption'],
    ['a text index', { key: { z: 'text' }, name: 'z_text' }, 238, 'NotImplemented'],
    ['a collation', { key: { z: 1 }, name: 'z_1', collation: { locale: 'zh' } }, 238, 'NotImplemented'],
    [
      'a partial filter with $ne',
      { key: { z: 1 }, name: 'z_1', partialFilterExpression: { z: { $ne: 1 } } },
      67,
      'CannotCreateIndex',
    ],
    ['expiry of several fields', { key: { y: 1, z: 1 }, name: 'yz', expireAfterSeconds: 1 }, 67, 'CannotCreateIndex'],
  ])('refuses %s', async (_, spec, code, codeName) => {
    await rows.createIndex({ a: 1 })
    const created = local.db.command({ createIndexes: rows.collectionName, indexes: [spec] })
    await expect(created).rejects.toMatchObject({ code, codeName })
  })

  it('refuses a unique one over duplicates and leaves nothing of it', async () => {
    await rows.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ])
    await expect(rows.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({
      code: 11000,
      codeName: 'DuplicateKey',
      keyPattern: { a: 1 },
      keyValue: { a: 1 },
    })
    expect(await rows.listIndexes().toArray()).toHaveLength(1)
    await rows.insertOne({ _id: 3, a: 1 })
  })

  it('drops by name, by keys and all, but never that of _id', async () => {
    await rows.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 } }])
    await rows.dropIndex('a_1')
    await local.db.command({ dropIndexes: rows.collectionName, index: { b: 1 } })
    await expect(rows.dropIndex('a_1')).rejects.toMatchObject({ code: 27, codeName: 'IndexNotFound' })
    await expect(rows.dropIndex('_id_')).rejects.toMatchObject({ code: 72, codeName: 'InvalidOptions' })
    await rows.dropIndexes()
    expect(await rows.listIndexes().toArray()).toHaveLength(1)
  })

  it('keeps indexes over a restart, with what makes them multikey', async () => {
    await rows.createIndex({ tags: 1, n: 1 })
    await rows.insertMany([
      { _id: 1, tags: ['a', 'b'], n: 1 },
      { _id: 2, tags: ['b'], n: 2 },
    ])
    const name = rows.collectionName
    await local.restart()
    rows = local.db.collection(name)
    expect(await rows.find({ tags: 'b' }).sort({ n: -1 }).toArray()).toHaveLength(2)
    expect(await planOf({ tags: 'b' }, { sort: { n: 1 } })).toMatchObject({ stages: ['FETCH', 'IXSCAN'], keys: 2 })
    expect(await isValid()).toBe(true)
  })

  it('knows of a list whose key is that of the plain value before it', async () => {
    await rows.createIndex({ 'c.x': 1, n: 1 })
    await rows.insertOne({ _id: 1 })
    await rows.replaceOne({ _id: 1 }, { c: [{}] })
    expect(await isValid()).toBe(true)
  })
})

describe('a unique index', () => {
  it('refuses a second document with the key, names it, and keeps nothing of it', async () => {
    await rows.createIndex({ 'unit.code': 1, year: 1 }, { unique: true })
    await rows.insertOne({ _id: 1, unit: { code: 'A' }, year: 2026 })
    await expect(rows.insertOne({ _id: 2, unit: { code: 'A' }, year: 2026 })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { 'unit.code': 1, year: 1 },
      keyValue: { 'unit.code': 'A', year: 2026 },
      message: `E11000 duplicate key error collection: test.${rows.collectionName} index: unit.code_1_year_1 dup key: { unit.code: "A", year: 2026 }`,
    })
    expect(await rows.countDocuments()).toBe(1)
    expect(await isValid()).toBe(true)
  })

  it('counts missing as null', async () => {
    await rows.createIndex({ a: 1 }, { unique: true })
    await rows.insertOne({ _id: 1 })
    await expect(rows.insertOne({ _id: 2, a: null })).rejects.toMatchObject({ code: 11000, keyValue: { a: null } })
  })

  it('that is sparse lets many lack the field', async () => {
    await rows.createIndex({ a: 1 }, { unique: true, sparse: true })
    await rows.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, a: 1 }])
    await expect(rows.updateOne({ _id: 2 }, { $set: { a: 1 } })).rejects.toMatchObject({ code: 11000 })
  })

  it('that is partial counts only its part', async () => {
    await rows.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { isOpen: true } })
    await rows.insertMany([
      { _id: 1, a: 1, isOpen: false },
      { _id: 2, a: 1, isOpen: false },
      { _id: 3, a: 1, isOpen: true },
    ])
    await expect(rows.updateOne({ _id: 1 }, { $set: { isOpen: true } })).rejects.toMatchObject({ code: 11000 })
    await rows.updateOne({ _id: 3 }, { $set: { isOpen: false } })
    await rows.updateOne({ _id: 1 }, { $set: { isOpen: true } })
    expect(await isValid()).toBe(true)
  })

  it('on an array refuses an element that another document has', async () => {
    await rows.createIndex({ tags: 1 }, { unique: true })
    await rows.insertOne({ _id: 1, tags: ['a', 'b', 'a'] })
    await expect(rows.insertOne({ _id: 2, tags: ['c', 'b'] })).rejects.toMatchObject({
      code: 11000,
      keyValue: { tags: 'b' },
    })
  })

  it('refuses parallel arrays in a compound one', async () => {
    await rows.createIndex({ a: 1, b: 1 })
    await expect(rows.insertOne({ _id: 1, a: [1], b: [2] })).rejects.toMatchObject({ code: 171 })
    expect(await rows.countDocuments()).toBe(0)
  })
})

describe('the planner', () => {
  const fill = (documents: number) =>
    rows.insertMany(
      Array.from({ length: documents }, (_, i) => ({
        _id: i,
        unit: i % 10,
        at: new Date(1e12 + ((i * 37) % documents) * 1000),
        status: ['open', 'closed', 'late'][i % 3],
        code: `code-${i}`,
      })),
    )

  it('reads one key and one document for an equality on a unique index', async () => {
    await rows.createIndex({ code: 1 }, { unique: true })
    await fill(300)
    expect(await planOf({ code: 'code-7' })).toEqual({
      stages: ['FETCH', 'IXSCAN'],
      index: 'code_1',
      keys: 1,
      docs: 1,
      nReturned: 1,
    })
  })

  it('serves equality, range and sort from one index', async () => {
    await rows.createIndex({ unit: 1, at: -1 })
    await fill(300)
    const filter = { unit: 3, at: { $gte: new Date(1e12 + 100_000) } }
    expect(await planOf(filter, { sort: { at: -1 }, limit: 5 })).toMatchObject({
      stages: ['LIMIT', 'FETCH', 'IXSCAN'],
      keys: 5,
      docs: 5,
    })
    expect(await planOf(filter, { sort: { at: 1 }, limit: 5 })).toMatchObject({
      stages: ['LIMIT', 'FETCH', 'IXSCAN'],
      keys: 5,
      docs: 5,
    })
  })

  it('merges the ranges of $in into the order of the sort', async () => {
    await rows.createIndex({ unit: 1, at: 1 })
    await fill(300)
    const filter = { unit: { $in: [2, 4, 6] } }
    expect(await planOf(filter, { sort: { at: 1 }, limit: 4 })).toMatchObject({
      stages: ['LIMIT', 'FETCH', 'SORT_MERGE'],
      docs: 4,
    })
    const found = await rows.find(filter).sort({ at: 1 }).toArray()
    const times = found.map(({ at }) => at.getTime())
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(found).toHaveLength(90)
  })

  it('answers $or from an index for each branch', async () => {
    await rows.createIndexes([{ key: { unit: 1 } }, { key: { code: 1 } }])
    await fill(300)
    const filter = { $or: [{ code: 'code-3' }, { unit: 3, status: 'open' }] }
    const plan = await planOf(filter)
    expect(plan).toMatchObject({ stages: ['FETCH', 'OR'], nReturned: 10 })
    expect(plan.keys).toBeLessThanOrEqual(31)
  })

  it('uses a partial index only where the filter implies its expression', async () => {
    await rows.createIndex({ unit: 1 }, { partialFilterExpression: { status: 'open' } })
    await fill(300)
    expect(await planOf({ unit: 3, status: 'open' })).toMatchObject({ index: 'unit_1', keys: 10 })
    expect(await planOf({ unit: 3 })).toMatchObject({ stages: ['COLLSCAN'], docs: 300 })
    expect(await planOf({ unit: 3, status: { $in: ['open', 'late'] } })).toMatchObject({ stages: ['COLLSCAN'] })
  })

  it('does not use a sparse index where missing fields match', async () => {
    await rows.createIndex({ unit: 1 }, { sparse: true })
    await rows.insertMany([{ _id: 1 }, { _id: 2, unit: null }, { _id: 3, unit: 1 }])
    expect(await planOf({ unit: null })).toMatchObject({ stages: ['COLLSCAN'], nReturned: 2 })
    expect(await planOf({ unit: { $gt: 0 } })).toMatchObject({ index: 'unit_1', nReturned: 1 })
    expect(await planOf({}, { sort: { unit: 1 } })).toMatchObject({ stages: ['SORT', 'COLLSCAN'], nReturned: 3 })
  })

  it('does not bound two fields of one array together', async () => {
    await rows.createIndex({ 'marks.day': 1, 'marks.state': 1 })
    await rows.insertMany([
      {
        _id: 1,
        marks: [
          { day: 1, state: 'late' },
          { day: 2, state: 'present' },
        ],
      },
      { _id: 2, marks: [{ day: 1, state: 'present' }] },
    ])
    expect(await rows.find({ 'marks.day': 1, 'marks.state': 'present' }).toArray()).toHaveLength(2)
  })

  it('follows a hint and refuses one that names no index', async () => {
    await rows.createIndex({ unit: 1 })
    await fill(30)
    expect(await rows.find({ code: 'code-3' }).hint('unit_1').toArray()).toHaveLength(1)
    expect(await rows.find({ unit: 3 }).hint({ $natural: 1 }).toArray()).toHaveLength(3)
    await expect(rows.find({ unit: 3 }).hint('none').toArray()).rejects.toMatchObject({ code: 2, codeName: 'BadValue' })
  })
})

describe('a TTL index', () => {
  it('removes what is past and nothing else', async () => {
    await rows.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 })
    await rows.insertMany([
      { _id: 1, expiresAt: new Date(Date.now() - 1000) },
      { _id: 2, expiresAt: new Date(Date.now() + 3_600_000) },
      { _id: 3, expiresAt: 'never' },
      { _id: 4 },
      { _id: 5, expiresAt: [new Date(Date.now() + 3_600_000), new Date(Date.now() - 1000)] },
    ])
    await until(async () => (await rows.countDocuments({ _id: { $in: [1, 5] } })) === 0)
    expect((await rows.find().toArray()).map(({ _id }) => _id)).toEqual([2, 3, 4])
  })
})
