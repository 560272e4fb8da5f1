import { randomUUID } from 'node:crypto'
import { Schema } from 'mongoose'
import { expect, inject, it } from 'vitest'
import { connect } from './connect'
import { ANY_ID, defineModel } from './model'

type Row = { readonly ownerId: unknown; readonly number: number }
const fields = { ownerId: { type: Schema.Types.ObjectId, default: null }, number: { type: Number, default: 0 } }

it('makes an index anew that is defined otherwise now, and leaves those it does not know', async () => {
  const db = await connect(inject('databaseUri'), `test_${randomUUID().replaceAll('-', '')}`)
  const partial = (condition: object) => ({ unique: true, partialFilterExpression: { ownerId: condition } })
  const before = new Schema<Row>(fields, { collection: 'rows' })
    .index({ ownerId: 1 }, partial({ $type: 'objectId' }))
    .index({ number: 1 })
  const after = new Schema<Row>(fields, { collection: 'rows' }).index({ ownerId: 1 }, partial(ANY_ID))
  await defineModel('Before', before).prepare(db)
  const rows = defineModel('After', after)
  await rows.prepare(db)
  await rows.prepare(db)
  const indexes = await rows(db).collection.indexes()
  expect(indexes).toEqual([
    expect.objectContaining({ name: '_id_' }),
    expect.objectContaining({ name: 'number_1' }),
    expect.objectContaining(partial(ANY_ID)),
  ])
  await db.dropDatabase()
  await db.close()
})
