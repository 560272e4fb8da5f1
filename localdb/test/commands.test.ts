import type { Collection } from 'mongodb'
import { beforeEach, describe, expect, it } from 'vitest'
import { useLocalServer } from './support/localServer'

const local = useLocalServer()
let rows: Collection<{ _id: number; n?: number }>
let count = 0

beforeEach(() => {
  rows = local.db.collection(`rows${++count}`)
})

describe('what the server does not know', () => {
  it.each([
    ['a command', { collStats: 'a' }, 59, 'CommandNotFound'],
    ['a field', { find: 'a', filters: {} }, 40415, 'Location40415'],
    ['a missing field', { insert: 'a' }, 40414, 'Location40414'],
    ['a field of the wrong type', { find: 'a', filter: 'x' }, 14, 'TypeMismatch'],
    ['a collation', { find: 'a', collation: { locale: 'zh' } }, 238, 'NotImplemented'],
    ['a capped collection', { create: 'a', capped: true, size: 1000 }, 238, 'NotImplemented'],
    ['an operator', { find: 'a', filter: { $near: 1 } }, 2, 'BadValue'],
    ['a stage', { aggregate: 'a', pipeline: [{ $geoNear: {} }], cursor: {} }, 40324, 'Location40324'],
    ['a read concern', { find: 'a', readConcern: { level: 'best' } }, 2, 'BadValue'],
    [
      'a second member of the set',
      { insert: 'a', documents: [{}], writeConcern: { w: 2 } },
      100,
      'UnsatisfiableWriteConcern',
    ],
    ['an invalid collection', { insert: 'a$b', documents: [{}] }, 73, 'InvalidNamespace'],
    ['a database command elsewhere', { listDatabases: 1 }, 13, 'Unauthorized'],
  ])('is refused: %s', async (_, command, code, codeName) => {
    await expect(local.db.command(command)).rejects.toMatchObject({ code, codeName })
  })
})

describe('collections and databases', () => {
  it('come with the first insert, are listed and dropped', async () => {
    await rows.insertOne({ _id: 1 })
    const [listed] = await local.db.listCollections({ name: rows.collectionName }).toArray()
    expect(listed).toMatchObject({ type: 'collection', options: {}, idIndex: { name: '_id_' } })
    expect(await rows.drop()).toBe(true)
    expect(await local.db.listCollections({ name: rows.collectionName }).toArray()).toEqual([])
    await expect(rows.find().toArray()).resolves.toEqual([])
    await expect(rows.indexes()).rejects.toMatchObject({ code: 26, codeName: 'NamespaceNotFound' })
  })

  it('are dropped with their database and nothing beyond it', async () => {
    const other = local.client.db('other')
    await other.collection('a').insertOne({})
    await rows.insertOne({ _id: 1 })
    expect((await local.client.db().admin().listDatabases()).databases.map(({ name }) => name)).toEqual([
      'other',
      'test',
    ])
    await other.dropDatabase()
    expect((await local.client.db().admin().listDatabases({ nameOnly: true })).databases).toEqual([{ name: 'test' }])
    expect(await rows.countDocuments()).toBe(1)
  })

  it('may be created before, once', async () => {
    await local.db.createCollection(rows.collectionName)
    await expect(local.db.createCollection(rows.collectionName)).resolves.toBeDefined()
  })
})

describe('cursors', () => {
  beforeEach(async () => {
    await rows.insertMany(Array.from({ length: 1000 }, (_, i) => ({ _id: i, n: i % 10 })))
  })

  it('give everything once in batches of the asked size', async () => {
    const cursor = rows.find({}, { batchSize: 7 }).sort({ n: 1 })
    const found = await cursor.toArray()
    expect(new Set(found.map(({ _id }) => _id)).size).toBe(1000)
    expect(found.map(({ n }) => n)).toEqual(found.map(({ n }) => n).toSorted((a, b) => Number(a) - Number(b)))
  })

  it('give 101 documents first and end with the last', async () => {
    const { cursor } = await local.db.command({ find: rows.collectionName })
    expect(cursor.firstBatch).toHaveLength(101)
    const next = await local.db.command({ getMore: cursor.id, collection: rows.collectionName })
    expect(next.cursor.nextBatch).toHaveLength(899)
    expect(String(next.cursor.id)).toBe('0')
  })

  it('are closed by the client and unknown from then on', async () => {
    const { cursor } = await local.db.command({ find: rows.collectionName, batchSize: 2 })
    const killed = await local.db.command({ killCursors: rows.collectionName, cursors: [cursor.id] })
    expect(killed.cursorsKilled.map(String)).toEqual([String(cursor.id)])
    const more = local.db.command({ getMore: cursor.id, collection: rows.collectionName })
    await expect(more).rejects.toMatchObject({ code: 43, codeName: 'CursorNotFound' })
  })

  it('open empty with a batch size of zero', async () => {
    const { cursor } = await local.db.command({ find: rows.collectionName, batchSize: 0 })
    expect(cursor.firstBatch).toEqual([])
    expect(String(cursor.id)).not.toBe('0')
  })

  it('skip, limit and stop at one batch', async () => {
    expect((await rows.find().skip(990).limit(50).toArray()).map(({ _id }) => _id)).toEqual([
      990, 991, 992, 993, 994, 995, 996, 997, 998, 999,
    ])
    const { cursor } = await local.db.command({
      find: rows.collectionName,
      limit: 300,
      singleBatch: true,
      batchSize: 5,
    })
    expect(cursor).toMatchObject({ firstBatch: { length: 5 } })
    expect(String(cursor.id)).toBe('0')
  })

  it('keep a batch below the size of a message', async () => {
    const large = local.db.collection<{ _id: number; text: string }>(`large${count}`)
    for (let i = 0; i < 5; i++) await large.insertOne({ _id: i, text: 'x'.repeat(9_000_000) })
    expect((await large.find().toArray()).map(({ text }) => text.length)).toEqual(Array(5).fill(9_000_000))
  })
})

describe('writes of many', () => {
  it('stop at the first error when ordered, and keep what was done before', async () => {
    const inserted = rows.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }])
    await expect(inserted).rejects.toMatchObject({ code: 11000, result: { insertedCount: 1 } })
    const unordered = rows.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }], { ordered: false })
    await expect(unordered).rejects.toMatchObject({ code: 11000, result: { insertedCount: 2 } })
    expect(await rows.countDocuments()).toBe(3)
  })

  it('count what matched and what changed', async () => {
    await rows.insertMany([{ _id: 1, n: 1 }, { _id: 2, n: 2 }, { _id: 3 }])
    expect(await rows.updateMany({}, { $set: { n: 1 } })).toMatchObject({ matchedCount: 3, modifiedCount: 2 })
    expect(await rows.deleteMany({ n: 1 })).toMatchObject({ deletedCount: 3 })
  })

  it('do not apply an update twice to a document that moves in the index they read', async () => {
    await rows.createIndex({ n: 1 })
    await rows.insertMany(Array.from({ length: 200 }, (_, i) => ({ _id: i, n: i })))
    expect(await rows.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1000 } })).toMatchObject({ modifiedCount: 200 })
    expect(await rows.countDocuments({ n: { $gte: 1000, $lt: 1200 } })).toBe(200)
  })

  it('refuse a document above 16 MB and keep nothing of it', async () => {
    const huge = await local.db.command({
      insert: rows.collectionName,
      documents: [{ _id: 1, text: 'x'.repeat(17_000_000) }],
    })
    expect(huge).toMatchObject({ n: 0, writeErrors: [{ code: 10334 }] })
    await rows.insertOne({ _id: 1 })
    const grown = rows.updateOne({ _id: 1 }, [
      {
        $set: {
          text: { $reduce: { input: { $range: [0, 25] }, initialValue: 'x', in: { $concat: ['$$value', '$$value'] } } },
        },
      },
    ])
    await expect(grown).rejects.toMatchObject({ code: 10334 })
    expect(await rows.findOne()).toEqual({ _id: 1 })
  })
})

describe('counting and distinct', () => {
  it('count from the index what it covers', async () => {
    await rows.createIndex({ n: 1 })
    await rows.insertMany(Array.from({ length: 100 }, (_, i) => ({ _id: i, n: i % 10 })))
    expect(await rows.estimatedDocumentCount()).toBe(100)
    expect(await rows.countDocuments({ n: { $gte: 5 } })).toBe(50)
    expect(await rows.countDocuments({ n: 3 }, { skip: 4, limit: 3 })).toBe(3)
    expect(await rows.countDocuments({ n: 3, _id: { $lt: 50 } })).toBe(5)
    expect(await rows.distinct('n', { n: { $lt: 3 } })).toEqual([0, 1, 2])
  })
})

describe('an operation with maxTimeMS', () => {
  it('gives up when the time is over', async () => {
    await rows.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ _id: i, n: i })))
    const slow = rows.find({ $expr: { $eq: [{ $mod: ['$n', 7] }, 9] } }, { maxTimeMS: 1 }).toArray()
    await expect(slow).rejects.toMatchObject({ code: 50, codeName: 'MaxTimeMSExpired' })
  })
})

describe('a sort without an index', () => {
  it('of more than fits into memory gives everything in order', async () => {
    const text = 'x'.repeat(2000)
    for (let from = 0; from < 30_000; from += 5000) {
      await rows.insertMany(
        Array.from({ length: 5000 }, (_, i) => ({ _id: from + i, n: ((from + i) * 7919) % 30_011, text })),
      )
    }
    let last = Number.POSITIVE_INFINITY
    let found = 0
    for await (const { n = 0 } of rows.find({}, { projection: { n: 1 } }).sort({ text: 1, n: -1 } as never)) {
      expect(n).toBeLessThan(last)
      last = n
      found++
    }
    expect(found).toBe(30_000)
  }, 60_000)
})
