import type { ClientSession, Collection, MongoServerError } from 'mongodb'
import { beforeEach, describe, expect, it } from 'vitest'
import { useLocalServer } from './support/localServer'

interface Row {
  _id: number
  n?: number
  key?: string
  by?: string
}

const local = useLocalServer()
let rows: Collection<Row>
let count = 0

beforeEach(async () => {
  rows = local.db.collection<Row>(`rows${++count}`)
  await rows.createIndex({ key: 1 }, { unique: true, sparse: true })
  await rows.insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 2 },
  ])
})

async function inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = local.client.startSession()
  session.startTransaction()
  try {
    return await work(session)
  } finally {
    if (session.inTransaction()) await session.abortTransaction()
    await session.endSession()
  }
}

const failure = (promise: Promise<unknown>): Promise<MongoServerError> =>
  promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error) => error,
  )

describe('a transaction', () => {
  it('reads its own writes, and others do not', async () => {
    await inTransaction(async (session) => {
      await rows.insertOne({ _id: 3, n: 3 }, { session })
      await rows.updateOne({ _id: 1 }, { $set: { n: 10 } }, { session })
      await rows.deleteOne({ _id: 2 }, { session })
      expect(await rows.find({}, { session }).sort({ _id: 1 }).toArray()).toEqual([
        { _id: 1, n: 10 },
        { _id: 3, n: 3 },
      ])
      expect(await rows.find({}).sort({ _id: 1 }).toArray()).toEqual([
        { _id: 1, n: 1 },
        { _id: 2, n: 2 },
      ])
      await session.commitTransaction()
    })
    expect(await rows.find({}).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 10 },
      { _id: 3, n: 3 },
    ])
  })

  it('leaves nothing when it is aborted, not even the collection it would have made', async () => {
    const made = local.db.collection<Row>(`made${count}`)
    await inTransaction(async (session) => {
      await rows.insertOne({ _id: 3 }, { session })
      await made.insertOne({ _id: 1 }, { session })
      await session.abortTransaction()
    })
    expect(await rows.countDocuments()).toBe(2)
    expect(await local.db.listCollections({ name: made.collectionName }).toArray()).toEqual([])
  })

  it('goes on seeing the state at its beginning', async () => {
    await inTransaction(async (session) => {
      expect(await rows.findOne({ _id: 1 }, { session })).toEqual({ _id: 1, n: 1 })
      await rows.updateOne({ _id: 1 }, { $set: { n: 100 } })
      await rows.insertOne({ _id: 9, n: 9 })
      await rows.deleteOne({ _id: 2 })
      expect(await rows.find({}, { session }).sort({ _id: 1 }).toArray()).toEqual([
        { _id: 1, n: 1 },
        { _id: 2, n: 2 },
      ])
      expect(await rows.find({ n: { $gte: 1 } }, { session, sort: { n: -1 } }).toArray()).toHaveLength(2)
      expect(await rows.aggregate([{ $group: { _id: null, sum: { $sum: '$n' } } }], { session }).toArray()).toEqual([
        { _id: null, sum: 3 },
      ])
      await session.commitTransaction()
    })
    expect(await rows.countDocuments()).toBe(2)
  })

  it('finds by a unique key what had it at its beginning, and may not take it', async () => {
    await rows.updateOne({ _id: 1 }, { $set: { key: 'a' } })
    await inTransaction(async (session) => {
      expect(await rows.countDocuments({}, { session })).toBe(2)
      await rows.updateOne({ _id: 1 }, { $set: { key: 'b' } })
      await rows.insertOne({ _id: 3, key: 'a' })
      await rows.updateOne({ _id: 2 }, { $set: { key: 'c' } }, { session })
      const found = (key: string) => rows.findOne({ key }, { session, projection: { _id: 1 } })
      expect(await found('a')).toEqual({ _id: 1 })
      expect(await found('b')).toBeNull()
      expect(await found('c')).toEqual({ _id: 2 })
      await rows.deleteOne({ _id: 3 })
      expect(await failure(rows.insertOne({ _id: 4, key: 'a' }, { session }))).toMatchObject({
        codeName: 'WriteConflict',
      })
    })
    await rows.insertOne({ _id: 4, key: 'a' })
  })

  it('conflicts with another that wrote the same document first', async () => {
    await inTransaction(async (first) => {
      await rows.updateOne({ _id: 1 }, { $set: { by: 'first' } }, { session: first })
      const error = await inTransaction((second) =>
        failure(rows.updateOne({ _id: 1 }, { $set: { by: 'second' } }, { session: second })),
      )
      expect(error).toMatchObject({ code: 112, codeName: 'WriteConflict' })
      expect(error.hasErrorLabel('TransientTransactionError')).toBe(true)
      await first.commitTransaction()
    })
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 1, by: 'first' })
  })

  it('conflicts with a plain write that came after its snapshot', async () => {
    await inTransaction(async (session) => {
      await rows.findOne({ _id: 2 }, { session })
      await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } })
      const error = await failure(rows.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session }))
      expect(error).toMatchObject({ code: 112 })
    })
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 2 })
  })

  it('makes a plain write wait that wants the same document', async () => {
    const finished: string[] = []
    let plain: Promise<unknown> | undefined
    await inTransaction(async (session) => {
      await rows.updateOne({ _id: 1 }, { $inc: { n: 10 } }, { session })
      plain = rows.updateOne({ _id: 1 }, { $inc: { n: 100 } }).then(() => finished.push('plain'))
      await rows.findOne({ _id: 2 }, { session })
      finished.push('transaction')
      await session.commitTransaction()
    })
    await plain
    expect(finished).toEqual(['transaction', 'plain'])
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 111 })
  })

  it('makes a plain write wait only for as long as maxTimeMS says', async () => {
    await inTransaction(async (session) => {
      await rows.updateOne({ _id: 1 }, { $inc: { n: 10 } }, { session })
      const error = await failure(rows.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { maxTimeMS: 100 }))
      expect(error).toMatchObject({ code: 50, codeName: 'MaxTimeMSExpired' })
    })
  })

  it('refuses a duplicate key inside, and is over then', async () => {
    await rows.insertOne({ _id: 5, key: 'taken' })
    await inTransaction(async (session) => {
      await rows.insertOne({ _id: 6, key: 'mine' }, { session })
      expect(await failure(rows.insertOne({ _id: 7, key: 'mine' }, { session }))).toMatchObject({ code: 11000 })
      expect(await failure(rows.insertOne({ _id: 8 }, { session }))).toMatchObject({
        code: 251,
        codeName: 'NoSuchTransaction',
      })
    })
    await inTransaction(async (session) => {
      const error = await failure(rows.updateOne({ _id: 1 }, { $set: { key: 'taken' } }, { session }))
      expect(error).toMatchObject({ code: 11000, keyPattern: { key: 1 }, keyValue: { key: 'taken' } })
    })
    expect(await rows.countDocuments()).toBe(3)
  })

  it('refuses a key that a document it has changed still has', async () => {
    await rows.insertOne({ _id: 5, key: 'kept' })
    await inTransaction(async (session) => {
      await rows.updateOne({ _id: 5 }, { $set: { n: 1 } }, { session })
      expect(await failure(rows.insertOne({ _id: 5 }, { session }))).toMatchObject({ code: 11000 })
    })
    await inTransaction(async (session) => {
      await rows.updateOne({ _id: 5 }, { $set: { n: 1 } }, { session })
      expect(await failure(rows.insertOne({ _id: 6, key: 'kept' }, { session }))).toMatchObject({ code: 11000 })
    })
  })

  it('finds by an index what it has written lists into', async () => {
    await rows.createIndex({ n: 1 })
    await inTransaction(async (session) => {
      await rows.insertOne({ _id: 3, n: [1, 5] as never }, { session })
      const found = await rows.find({ n: { $gte: 2, $lte: 3 } }, { session }).toArray()
      expect(found.map(({ _id }) => _id).toSorted((a, b) => a - b)).toEqual([2, 3])
      expect(await rows.countDocuments({ n: { $gte: 0 } }, { session })).toBe(3)
      const descending = await rows
        .find({ n: { $gte: 0 } }, { session })
        .sort({ n: -1 })
        .toArray()
      expect(descending.map(({ _id }) => _id)).toEqual([3, 2, 1])
    })
  })

  it('may pass a unique key from one document to another', async () => {
    await rows.insertOne({ _id: 5, key: 'k' })
    await inTransaction(async (session) => {
      await rows.deleteOne({ _id: 5 }, { session })
      await rows.insertOne({ _id: 6, key: 'k' }, { session })
      await rows.updateOne({ _id: 6 }, { $set: { key: 'l' } }, { session })
      await rows.updateOne({ _id: 1 }, { $set: { key: 'k' } }, { session })
      await session.commitTransaction()
    })
    expect(
      await rows
        .find({ key: { $exists: true } })
        .sort({ _id: 1 })
        .toArray(),
    ).toEqual([
      { _id: 1, n: 1, key: 'k' },
      { _id: 6, key: 'l' },
    ])
    expect(await local.db.command({ validate: rows.collectionName })).toMatchObject({ valid: true })
  })

  it('makes an insert wait for a key that it holds or frees', async () => {
    await rows.insertOne({ _id: 5, key: 'freed' })
    let inserts: Promise<unknown>[] = []
    await inTransaction(async (session) => {
      await rows.deleteOne({ _id: 5 }, { session })
      await rows.insertOne({ _id: 6, key: 'held' }, { session })
      inserts = [
        rows.insertOne({ _id: 7, key: 'freed' }),
        failure(rows.insertOne({ _id: 8, key: 'held' })).then((error) => expect(error.code).toBe(11000)),
      ]
      await rows.findOne({ _id: 1 }, { session })
      await session.commitTransaction()
    })
    await Promise.all(inserts)
    expect((await rows.findOne({ key: 'freed' }))?._id).toBe(7)
  })

  it('conflicts on a unique key that another transaction holds', async () => {
    await inTransaction(async (first) => {
      await rows.insertOne({ _id: 5, key: 'k' }, { session: first })
      const error = await inTransaction((second) => failure(rows.insertOne({ _id: 6, key: 'k' }, { session: second })))
      expect(error.code).toBe(112)
    })
  })

  it('refuses commands that MongoDB does not run inside', async () => {
    const error = await inTransaction((session) => failure(rows.estimatedDocumentCount({ session })))
    expect(error).toMatchObject({ code: 263, codeName: 'OperationNotSupportedInTransaction' })
  })

  it('merges its writes into the order of an index', async () => {
    await rows.createIndex({ n: 1 })
    await inTransaction(async (session) => {
      await rows.insertMany(
        [
          { _id: 10, n: 0 },
          { _id: 11, n: 1.5 },
          { _id: 12, n: 5 },
        ],
        { session },
      )
      await rows.updateOne({ _id: 2 }, { $set: { n: 4 } }, { session })
      const found = await rows
        .find({ n: { $gte: 0 } }, { session })
        .sort({ n: 1 })
        .toArray()
      expect(found.map(({ n }) => n)).toEqual([0, 1, 1.5, 4, 5])
      const last = await rows
        .find({ n: { $gte: 0 } }, { session })
        .sort({ n: -1 })
        .limit(2)
        .toArray()
      expect(last.map(({ n }) => n)).toEqual([5, 4])
    })
  })
})

describe('concurrent transactions', () => {
  it('end as if they had run one after the other', async () => {
    const accounts = local.db.collection<{ _id: number; balance: number; version: number }>(`accounts${count}`)
    await accounts.insertMany([0, 1, 2, 3].map((_id) => ({ _id, balance: 100, version: 0 })))
    let transfers = 0
    const transfer = async (worker: number, round: number) => {
      const from = (worker + round) % 4
      const to = (worker * 3 + round * 2 + 1) % 4
      if (from === to) return
      await local.client.withSession((session) =>
        session.withTransaction(async () => {
          const source = await accounts.findOne({ _id: from }, { session })
          const target = await accounts.findOne({ _id: to }, { session })
          if (!source || !target) throw new Error('an account is gone')
          await accounts.updateOne(
            { _id: from },
            { $set: { balance: source.balance - 1, version: source.version + 1 } },
            { session },
          )
          await accounts.updateOne(
            { _id: to },
            { $set: { balance: target.balance + 1, version: target.version + 1 } },
            { session },
          )
        }),
      )
      transfers++
    }
    await Promise.all(
      Array.from({ length: 8 }, async (_, worker) => {
        for (let round = 0; round < 10; round++) await transfer(worker, round)
      }),
    )
    const after = await accounts.find().toArray()
    expect(after.reduce((sum, { balance }) => sum + balance, 0)).toBe(400)
    expect(after.reduce((sum, { version }) => sum + version, 0)).toBe(transfers * 2)
  })
})
