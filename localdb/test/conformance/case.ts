import { BSON, type Collection, type Db, type Document, type FindOptions, type UpdateOptions } from 'mongodb'

const { EJSON } = BSON

export type Row = Document & { _id?: unknown }

export interface Failure {
  code: number
  codeName?: string
}

/** One behaviour that MongoDB documents. The collection is empty but for `given`, `other` but for `others`. */
export interface Case {
  title: string
  given?: Row[]
  others?: Row[]
  when: (collection: Collection<Row>, db: Db) => Promise<unknown>
  /** What `when` gives … */
  then?: unknown
  /** … or the error that it meets. */
  fails?: Failure
}

/** Documents without an `_id` are numbered from 1. */
export const numbered = (rows: Row[] = []): Row[] => rows.map((row, i) => ('_id' in row ? row : { _id: i + 1, ...row }))

/** The filter finds the documents with these ids. */
export const finds = (title: string, given: Row[], filter: Document, ids: unknown[]): Case => ({
  title,
  given,
  when: async (collection) => {
    const found = await collection
      .find(filter, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .toArray()
    return found.map(({ _id }) => _id)
  },
  then: ids,
})

/** The values of field `v` of the documents, which a sort by `v` gives in this order. */
export const sorts = (title: string, given: Row[], sort: Document, ids: unknown[]): Case => ({
  title,
  given,
  when: async (collection) => (await collection.find({}, { sort } as FindOptions).toArray()).map(({ _id }) => _id),
  then: ids,
})

export const projects = (
  title: string,
  row: Row,
  projection: Document,
  then: Document,
  filter: Document = {},
): Case => ({
  title,
  given: [{ _id: 1, ...row }],
  when: (collection) => collection.findOne(filter, { projection }),
  then,
})

type Update = Document | Document[]

const isReplacement = (update: Update) => !Array.isArray(update) && !Object.keys(update)[0]?.startsWith('$')

async function apply(collection: Collection<Row>, filter: Document, update: Update, options: UpdateOptions = {}) {
  if (isReplacement(update)) return collection.replaceOne(filter, update, options)
  return collection.updateOne(filter, update, options)
}

/** The update makes this document of the first, its `_id` left aside. */
export const updates = (
  title: string,
  row: Row,
  update: Update,
  then: Document,
  { filter = { _id: 1 }, ...options }: UpdateOptions & { filter?: Document } = {},
): Case => ({
  title,
  given: [{ _id: 1, ...row }],
  when: async (collection) => {
    await apply(collection, filter, update, options)
    const { _id, ...rest } = (await collection.findOne({ _id: 1 } as object)) ?? ({} as Row)
    return rest
  },
  then,
})

/** As `updates`, with the type of every number in the result, as extended JSON has it. */
export const updatesTypes = (title: string, row: Row, update: Update, then: Document): Case => ({
  title,
  given: [{ _id: 1, ...row }],
  when: async (collection) => {
    await apply(collection, {}, update)
    const { _id, ...rest } = (await collection.findOne({}, { promoteValues: false })) ?? ({} as Row)
    return typed(rest)
  },
  then,
})

export const typed = (value: unknown): unknown => JSON.parse(EJSON.stringify(value, { relaxed: false }))

/** An upsert into the empty collection makes this document. */
export const upserts = (title: string, filter: Document, update: Update, then: Document): Case => ({
  title,
  when: async (collection) => {
    await apply(collection, filter, update, { upsert: true })
    const found = (await collection.findOne({})) ?? ({} as Row)
    if ('_id' in then) return found
    const { _id, ...rest } = found
    return rest
  },
  then,
})

export const aggregates = (
  title: string,
  given: Row[],
  pipeline: Document[],
  then: unknown[],
  others: Row[] = [],
): Case => ({
  title,
  given,
  others,
  when: (collection) => collection.aggregate(pipeline).toArray(),
  then,
})

/** The expression has this value for the document; `undefined`: none. */
export const computes = (title: string, expression: unknown, then: unknown, row: Row = {}): Case => ({
  title,
  given: [{ _id: 1, ...row }],
  when: async (collection) => {
    const [result] = await collection.aggregate([{ $replaceRoot: { newRoot: { value: expression } } }]).toArray()
    return result?.value
  },
  then,
})

/** As `computes`, with types as in extended JSON. */
export const computesType = (title: string, expression: unknown, then: unknown, row: Row = {}): Case => ({
  title,
  given: [{ _id: 1, ...row }],
  when: async (collection) => {
    const pipeline = [{ $replaceRoot: { newRoot: { value: expression } } }]
    const [result] = await collection.aggregate(pipeline, { promoteValues: false }).toArray()
    return typed(result?.value)
  },
  then,
})

export const refusesExpression = (
  title: string,
  expression: unknown,
  code: number,
  codeName?: string,
  row: Row = {},
): Case => ({
  title,
  given: [{ _id: 1, ...row }],
  when: (collection) => collection.aggregate([{ $replaceRoot: { newRoot: { value: expression } } }]).toArray(),
  fails: failure(code, codeName),
})

export const refusesFilter = (title: string, filter: Document, code: number, codeName?: string): Case => ({
  title,
  given: [{ a: 1 }],
  when: (collection) => collection.find(filter).toArray(),
  fails: failure(code, codeName),
})

export const refusesProjection = (title: string, projection: Document, code: number, codeName?: string): Case => ({
  title,
  given: [{ a: 1, b: 1, list: [1] }],
  when: (collection) => collection.find({}, { projection }).toArray(),
  fails: failure(code, codeName),
})

export const refusesUpdate = (
  title: string,
  row: Row,
  update: Update,
  code: number,
  codeName?: string,
  { filter = { _id: 1 }, ...options }: UpdateOptions & { filter?: Document } = {},
): Case => ({
  title,
  given: [{ _id: 1, ...row }],
  // The driver itself refuses some malformed updates, so the command is sent as it is.
  when: (collection, db) =>
    db.command({
      findAndModify: collection.collectionName,
      query: filter,
      update,
      ...(options.upsert === undefined ? {} : { upsert: options.upsert }),
      ...(options.arrayFilters === undefined ? {} : { arrayFilters: options.arrayFilters }),
    }),
  fails: failure(code, codeName),
})

export const refusesPipeline = (title: string, pipeline: Document[], code: number, codeName?: string): Case => ({
  title,
  given: [{ a: 1 }],
  when: (collection) => collection.aggregate(pipeline).toArray(),
  fails: failure(code, codeName),
})

const failure = (code: number, codeName = `Location${code}`): Failure => ({ code, codeName })
