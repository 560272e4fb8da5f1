import { type Connection, type Model, mongo, type Schema, Types } from 'mongoose'

/**
 * For a partial index over the documents that have an id there. Not `$type`: a query by the id alone would not be known
 * to ask only for these, and would read the whole collection.
 */
export const ANY_ID = { $gt: new Types.ObjectId('0'.repeat(24)) }

/** A collection as start-up sees it. */
export type Collection = {
  readonly modelName: string
  /**
   * Makes the collection and what indexes are missing, and anew those that are defined otherwise now. Drops none that it
   * does not know, so that two versions can run side by side.
   */
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
    const { collection } = modelOf(db)
    // What mongoose allows beyond the driver's types is not used here.
    for (const [key, options] of schema.indexes() as [Record<string, 1 | -1>, mongo.CreateIndexesOptions][]) {
      await collection.createIndex(key, options).catch(async (error: unknown) => {
        const name = isDefinedOtherwise(error) ? await nameOf(modelOf(db), key) : undefined
        if (name === undefined) throw error
        await collection.dropIndex(name)
        await collection.createIndex(key, options)
      })
    }
  }
  return Object.assign(modelOf, { modelName: name, prepare })
}

/** IndexOptionsConflict and IndexKeySpecsConflict: there is an index of these fields, with other options. */
const isDefinedOtherwise = (error: unknown) =>
  error instanceof mongo.MongoServerError && [85, 86].includes(Number(error.code))

async function nameOf<T>(model: Model<T>, key: object): Promise<string | undefined> {
  const known = await model.collection.indexes()
  return known.find((index) => JSON.stringify(index.key) === JSON.stringify(key))?.name
}
