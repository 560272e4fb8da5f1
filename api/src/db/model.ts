import { type Connection, type Model, type Schema, Types } from 'mongoose'

/**
 * For a partial index over the documents that have an id there. Not `$type`: a query by the id alone would not be known
 * to ask only for these, and would read the whole collection.
 */
export const ANY_ID = { $gt: new Types.ObjectId('0'.repeat(24)) }

/** A collection as start-up sees it. */
export type Collection = {
  readonly modelName: string
  /** Makes the collection and what indexes are missing; drops none, so that two versions can run side by side. */
  prepare(db: Connection): Promise<void>
}

export type ModelOf<T> = Collection & ((db: Connection) => Model<T>)

/**
 * A model is compiled once for each connection, so that several apps live side by side in one process (tests do).
 * Collections and indexes are made at start by `prepare`, never behind a query's back.
 */
export function defineModel<T>(name: string, schema: Schema<T>): ModelOf<T> {
  schema.set('autoIndex', false)
  schema.set('autoCreate', false)
  schema.set('strict', 'throw')
  schema.set('strictQuery', 'throw')
  const modelOf = (db: Connection) => (db.models[name] as Model<T> | undefined) ?? db.model<T>(name, schema)
  const prepare = async (db: Connection) => {
    await modelOf(db).createCollection()
    await modelOf(db).createIndexes()
  }
  return Object.assign(modelOf, { modelName: name, prepare })
}
