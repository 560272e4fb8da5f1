import fc from 'fast-check'
import type { ClientSession, Collection, CreateIndexesOptions, IndexSpecification, MongoServerError } from 'mongodb'
import { describe, expect, it } from 'vitest'
import { useLocalServer } from './support/localServer'
import {
  type Change,
  type Condition,
  type Fields,
  type Filter,
  Model,
  type Path,
  Refused,
  type Row,
  type Scalar,
  type Sort,
  sorted,
} from './support/model'

const local = useLocalServer()

const INDEXES: Record<string, [IndexSpecification, CreateIndexesOptions?]> = {
  a: [{ a: 1 }],
  ab: [{ a: 1, b: -1 }],
  ba: [{ b: 1, a: 1 }],
  cx: [{ 'c.x': 1, n: 1 }],
  n: [{ n: -1 }, { partialFilterExpression: { n: { $gte: 1 } } }],
  sparse: [{ b: -1 }, { sparse: true }],
  id: [{ b: 1, _id: -1 }],
  k: [{ k: 1 }, { unique: true, sparse: true }],
}

const scalar = fc.constantFrom<Scalar>(null, 0, 1, 2, 3, 'a', 'b', true)
const x = fc.record({ x: scalar }, { requiredKeys: [] })
const fields: fc.Arbitrary<Fields> = fc.record(
  {
    a: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
    b: scalar,
    c: fc.oneof(x, fc.array(x, { minLength: 1, maxLength: 2 })),
    k: fc.integer({ min: 0, max: 6 }),
    n: fc.integer({ min: -1, max: 3 }),
  },
  { requiredKeys: [] },
)
const id = fc.integer({ min: 0, max: 11 })
const row: fc.Arbitrary<Row> = fc.tuple(id, fields).map(([_id, others]) => ({ _id, ...others }))

const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne'), scalar)
    .map(([operator, operand]) => ({ [operator]: operand }) as unknown as Condition),
  fc.tuple(scalar, scalar).map(([$gte, $lte]) => ({ $gte, $lte })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map(($in) => ({ $in })),
  fc.boolean().map(($exists) => ({ $exists })),
)
const path = fc.constantFrom<Path>('_id', 'a', 'b', 'c.x', 'n')
const conditions: fc.Arbitrary<Filter> = fc.dictionary(path, condition, { maxKeys: 2, noNullPrototype: true })
const filter: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 4, arbitrary: conditions },
  fc.array(conditions, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
  fc.tuple(conditions, conditions).map(($and) => ({ $and })),
)
const direction = fc.constantFrom<1 | -1>(1, -1)
/** Never by two fields that may both be lists; always down to one order. */
const sort: fc.Arbitrary<Sort> = fc
  .tuple(
    fc.constantFrom<Path[]>(['a'], ['b'], ['c.x'], ['b', 'a'], ['a', 'b'], ['n'], []),
    fc.tuple(direction, direction, direction),
  )
  .map(([paths, directions]) => Object.fromEntries([...paths, '_id'].map((name, i) => [name, directions[i]])) as Sort)

const setting: fc.Arbitrary<Change> = fields
  .filter((values) => Object.keys(values).length === 1)
  .map(($set) => ({ $set }))
const change: fc.Arbitrary<Change> = fc.oneof(
  setting,
  fc.constantFrom('a', 'b', 'c', 'k', 'n').map((name) => ({ $unset: { [name]: '' as const } })),
  fc.integer({ min: 0, max: 2 }).map((n) => ({ $inc: { n } })),
  scalar.map((a) => ({ $push: { a } })),
)
/** Cannot fail for one document after it has succeeded for another. */
const safeChange = change.filter((one) => !('$push' in one || ('$set' in one && 'k' in one.$set)))

const OPERATIONS = {
  insert: fc.record({ rows: fc.array(row, { minLength: 1, maxLength: 4 }), ordered: fc.boolean() }),
  updateOne: fc.record({ _id: id, and: conditions, change, upsert: fc.boolean() }),
  updateMany: fc.record({ filter, change: safeChange }),
  replaceOne: fc.record({ _id: id, fields, upsert: fc.boolean() }),
  deleteMany: fc.record({ filter }),
  findOneAndUpdate: fc.record({ filter, sort, change, after: fc.boolean() }),
  findOneAndDelete: fc.record({ filter, sort }),
  find: fc.record({ filter, sort, skip: fc.nat(2), limit: fc.nat(4) }),
  findUnsorted: fc.record({ filter }),
  count: fc.record({ filter }),
} as const
type Name = keyof typeof OPERATIONS
type Given<N extends Name> = (typeof OPERATIONS)[N] extends fc.Arbitrary<infer T> ? T : never
type Operation = { [N in Name]: { name: N; given: Given<N> } }[Name]

const operation = fc.oneof(
  ...(Object.keys(OPERATIONS) as Name[]).map((name) => ({
    weight: name === 'insert' ? 3 : 1,
    arbitrary: (OPERATIONS[name] as fc.Arbitrary<unknown>).map((given) => ({ name, given }) as Operation),
  })),
)
const indexName = fc.constantFrom(...Object.keys(INDEXES))
const step = fc.oneof(
  { weight: 12, arbitrary: operation },
  { weight: 2, arbitrary: indexName.map((index) => ({ name: 'createIndex' as const, index })) },
  { weight: 1, arbitrary: indexName.map((index) => ({ name: 'dropIndex' as const, index })) },
  {
    weight: 3,
    arbitrary: fc.record({
      name: fc.constant('transaction' as const),
      operations: fc.array(operation, { minLength: 1, maxLength: 6 }),
      commits: fc.boolean(),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const byId = (rows: Row[]) => rows.toSorted((left, right) => left._id - right._id)

/** The operation by the driver. Gives what both sides can say of it. */
async function carryOut(rows: Collection<Row>, { name, given }: Operation, session?: ClientSession): Promise<unknown> {
  const options = session ? { session } : {}
  switch (name) {
    case 'insert':
      return (await rows.insertMany(given.rows, { ...options, ordered: given.ordered })).insertedCount
    case 'updateOne': {
      const query = given.upsert ? { _id: given._id } : { $and: [{ _id: given._id }, given.and] }
      const done = await rows.updateOne(query as never, given.change as never, { ...options, upsert: given.upsert })
      return [done.matchedCount, done.modifiedCount, done.upsertedCount]
    }
    case 'updateMany': {
      const done = await rows.updateMany(given.filter as never, given.change as never, options)
      return [done.matchedCount, done.modifiedCount]
    }
    case 'replaceOne': {
      const done = await rows.replaceOne({ _id: given._id }, given.fields, { ...options, upsert: given.upsert })
      return [done.matchedCount, done.modifiedCount, done.upsertedCount]
    }
    case 'deleteMany':
      return (await rows.deleteMany(given.filter as never, options)).deletedCount
    case 'findOneAndUpdate': {
      const { sort: by, after } = given
      const returnDocument = after ? 'after' : 'before'
      return rows.findOneAndUpdate(given.filter as never, given.change as never, {
        ...options,
        sort: by,
        returnDocument,
      })
    }
    case 'findOneAndDelete':
      return rows.findOneAndDelete(given.filter as never, { ...options, sort: given.sort })
    case 'find': {
      const { sort: by, skip, limit } = given
      return rows.find(given.filter as never, { ...options, sort: by, skip, limit, batchSize: 2 }).toArray()
    }
    case 'findUnsorted':
      return byId(await rows.find(given.filter as never, options).toArray())
    case 'count':
      return rows.countDocuments(given.filter as never, options)
  }
}

/** The operation on the model. */
function imagine(model: Model, { name, given }: Operation): unknown {
  switch (name) {
    case 'insert':
      return insertInto(model, given.rows, given.ordered)
    case 'updateOne': {
      const [found] = model.find(given.upsert ? { _id: given._id } : { $and: [{ _id: given._id }, given.and] })
      if (found) return [1, Number(model.change(found, given.change).isModified), 0]
      if (!given.upsert) return [0, 0, 0]
      const seed = new Model()
      seed.rows = [{ _id: given._id }]
      model.insert(seed.change(seed.rows[0] as Row, given.change).after)
      return [0, 0, 1]
    }
    case 'updateMany': {
      const found = model.find(given.filter)
      const modified = found.filter((one) => model.change(one, given.change).isModified)
      return [found.length, modified.length]
    }
    case 'replaceOne': {
      const [found] = model.find({ _id: given._id })
      const made = { _id: given._id, ...given.fields }
      if (found) return [1, Number(model.replace(found, made)), 0]
      if (given.upsert) model.insert(made)
      return [0, 0, Number(given.upsert)]
    }
    case 'deleteMany': {
      const found = model.find(given.filter)
      model.remove(found)
      return found.length
    }
    case 'findOneAndUpdate': {
      const [found] = sorted(model.find(given.filter), given.sort)
      if (!found) return null
      const { after } = model.change(found, given.change)
      return given.after ? after : found
    }
    case 'findOneAndDelete': {
      const [found] = sorted(model.find(given.filter), given.sort)
      if (found) model.remove([found])
      return found ?? null
    }
    case 'find': {
      const found = sorted(model.find(given.filter), given.sort)
      return found.slice(given.skip, given.limit > 0 ? given.skip + given.limit : undefined)
    }
    case 'findUnsorted':
      return byId(model.find(given.filter))
    case 'count':
      return model.find(given.filter).length
  }
}

function insertInto(model: Model, rows: Row[], isOrdered: boolean): number {
  let refusal: unknown
  for (const one of rows) {
    try {
      model.insert(one)
    } catch (error) {
      refusal ??= error
      if (isOrdered) break
    }
  }
  if (refusal) throw refusal
  return rows.length
}

/** The result, or the code of the error that the work ends with. */
async function outcome(work: () => unknown): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    const { code } = error as MongoServerError | Refused
    if (typeof code !== 'number') throw error
    return { code }
  }
}

async function runTransaction(
  rows: Collection<Row>,
  model: Model,
  { operations, commits }: Step & { name: 'transaction' },
) {
  const before = model.rows
  await local.client.withSession(async (session) => {
    session.startTransaction()
    for (const one of operations) {
      const expected = await outcome(() => imagine(model, one))
      expect(await outcome(() => carryOut(rows, one, session))).toEqual(expected)
      // Others see nothing of it.
      expect(byId(await rows.find().toArray())).toEqual(byId(before))
      if (typeof expected !== 'object' || expected === null || !('code' in expected)) continue
      await session.abortTransaction()
      break
    }
    if (!session.inTransaction()) model.rows = before
    else if (commits) await session.commitTransaction()
    else {
      await session.abortTransaction()
      model.rows = before
    }
  })
}

async function takeStep(rows: Collection<Row>, model: Model, taken: Step): Promise<void> {
  switch (taken.name) {
    case 'createIndex': {
      const [key, options] = INDEXES[taken.index] as [IndexSpecification, CreateIndexesOptions?]
      const made = await outcome(async () => {
        await rows.createIndex(key, { ...options, name: taken.index })
        return 'made'
      })
      const expected = await outcome(() => {
        if (taken.index === 'k') model.requireUniqueK()
        return 'made'
      })
      return expect(made).toEqual(expected)
    }
    case 'dropIndex':
      await rows.dropIndex(taken.index).catch((error) => expect(error.code).toBe(27))
      if (taken.index === 'k') model.hasUniqueK = false
      return
    case 'transaction':
      return runTransaction(rows, model, taken)
    default: {
      const expected = await outcome(() => imagine(model, taken))
      expect(await outcome(() => carryOut(rows, taken, undefined))).toEqual(expected)
    }
  }
}

async function expectAgreement(rows: Collection<Row>, model: Model): Promise<void> {
  expect(byId(await rows.find().toArray())).toEqual(byId(model.rows))
  expect(await local.db.command({ validate: rows.collectionName })).toMatchObject({ valid: true, errors: [] })
}

describe('random operations', () => {
  it('answer and leave what a plain list does, before and after a restart', async () => {
    let runs = 0
    const histories = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' })
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        const name = `rows${++runs}`
        const model = new Model()
        const rows = await local.db.createCollection<Row>(name)
        for (const taken of steps) await takeStep(rows, model, taken)
        await expectAgreement(rows, model)
        if (runs % 5 > 0) return
        await local.restart()
        await expectAgreement(local.db.collection<Row>(name), model)
      }),
      { numRuns: Number(process.env.MODEL_RUNS ?? 100) },
    )
  }, 120_000)
})
