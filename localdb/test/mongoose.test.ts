import mongoose, { type Connection, Schema, Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useLocalServer } from './support/localServer'

const local = useLocalServer()
let connection: Connection

const unitSchema = new Schema({ name: { type: String, required: true, unique: true } })
const traineeSchema = new Schema(
  {
    name: { type: String, index: true },
    unit: { type: Schema.Types.ObjectId, ref: 'Unit' },
    hours: { type: Schema.Types.Decimal128 },
    marks: [{ day: Number, state: String }],
    joinedOn: Date,
  },
  { timestamps: true, optimisticConcurrency: true },
)
traineeSchema.index({ unit: 1, name: 1 })

let Unit: mongoose.Model<mongoose.InferSchemaType<typeof unitSchema>>
let Trainee: mongoose.Model<mongoose.InferSchemaType<typeof traineeSchema>>

beforeAll(async () => {
  connection = await mongoose.createConnection(local.server.uri, { dbName: 'mongoose' }).asPromise()
  Unit = connection.model('Unit', unitSchema)
  Trainee = connection.model('Trainee', traineeSchema)
  await Promise.all([Unit.init(), Trainee.init()])
})
afterAll(() => connection?.close())

describe('Mongoose', () => {
  it('creates, finds and populates', async () => {
    const unit = await Unit.create({ name: '第一医院' })
    await Trainee.create({
      name: '张三',
      unit: unit._id,
      hours: Types.Decimal128.fromString('1.50'),
      marks: [{ day: 1, state: 'late' }],
    })
    const found = await Trainee.findOne({ name: '张三' }).populate<{ unit: { name: string } }>('unit')
    expect(found?.unit.name).toBe('第一医院')
    expect(String(found?.hours)).toBe('1.50')
    expect(found?.createdAt).toBeInstanceOf(Date)
  })

  it('refuses a duplicate of a unique path', async () => {
    await Unit.create({ name: '第二医院' })
    await expect(Unit.create({ name: '第二医院' })).rejects.toMatchObject({
      code: 11000,
      keyValue: { name: '第二医院' },
    })
  })

  it('updates through save, with arrays and versions', async () => {
    const trainee = await Trainee.create({ name: '李四', marks: [{ day: 1, state: 'late' }] })
    const stale = await Trainee.findById(trainee._id)
    trainee.marks.push({ day: 2, state: 'present' })
    trainee.set('marks.0.state', 'present')
    await trainee.save()
    expect((await Trainee.findById(trainee._id).lean())?.marks.map(({ state }) => state)).toEqual([
      'present',
      'present',
    ])
    stale?.set('name', '李五')
    await expect(stale?.save()).rejects.toThrow(mongoose.Error.VersionError)
  })

  it('writes many at once', async () => {
    const operations: mongoose.AnyBulkWriteOperation[] = [
      { insertOne: { document: { name: '甲' } } },
      { updateOne: { filter: { name: '甲' }, update: { $set: { joinedOn: new Date(0) } } } },
      { updateOne: { filter: { name: '乙' }, update: { $set: { joinedOn: new Date(0) } }, upsert: true } },
      { deleteOne: { filter: { name: '甲' } } },
    ]
    const result = await Trainee.bulkWrite(operations as never)
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1, deletedCount: 1 })
  })

  it('brings the indexes in line with the schema', async () => {
    await Trainee.collection.createIndex({ joinedOn: 1 })
    expect(await Trainee.syncIndexes()).toEqual(['joinedOn_1'])
    expect((await Trainee.listIndexes()).map(({ name }) => name)).toEqual(['_id_', 'name_1', 'unit_1_name_1'])
    expect(await Trainee.diffIndexes()).toEqual({ toDrop: [], toCreate: [] })
  })

  it('runs transactions and takes back a failed one', async () => {
    const failing = connection.transaction(async (session) => {
      await Unit.create([{ name: '丙' }], { session })
      expect(await Unit.exists({ name: '丙' }).session(session)).not.toBeNull()
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await Unit.exists({ name: '丙' })).toBeNull()
    await connection.transaction(async (session) => {
      await Unit.create([{ name: '丙' }], { session })
    })
    expect(await Unit.exists({ name: '丙' })).not.toBeNull()
  })

  it('streams with cursors and aggregates', async () => {
    await Unit.insertMany(Array.from({ length: 250 }, (_, i) => ({ name: `单位${String(i).padStart(3, '0')}` })))
    const names: string[] = []
    for await (const { name } of Unit.find({ name: /^单位/ }).sort({ name: -1 }).cursor({ batchSize: 20 }))
      names.push(name)
    expect(names).toHaveLength(250)
    expect(names[0]).toBe('单位249')
    const [result] = await Trainee.aggregate([
      { $match: { name: '张三' } },
      { $lookup: { from: 'units', localField: 'unit', foreignField: '_id', as: 'units' } },
      { $project: { _id: 0, unit: { $first: '$units.name' } } },
    ])
    expect(result).toEqual({ unit: '第一医院' })
  })

  it('finds and updates in one step', async () => {
    const options = { upsert: true, returnDocument: 'after', setDefaultsOnInsert: true } as const
    const made = await Unit.findOneAndUpdate({ name: '丁' }, { $setOnInsert: { name: '丁' } }, options)
    const again = await Unit.findOneAndUpdate({ name: '丁' }, { $setOnInsert: { name: '丁' } }, options)
    expect(again?._id).toEqual(made?._id)
    expect(await Unit.findOneAndDelete({ name: '丁' })).toMatchObject({ name: '丁' })
  })
})
