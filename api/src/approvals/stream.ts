import type { Model, QueryFilter, Types } from 'mongoose'
import { afterCursor } from '../db/keyset'

export type TodoPlace = { readonly id: string; readonly askedAt: Date }

/** Things in the order in which they were asked. */
export type TodoStream = {
  /** Those after the cursor of an instant and an id. */
  page(cursor: string | undefined, limit: number): Promise<TodoPlace[]>
  count(limit: number): Promise<number>
}

/** Reads one collection by an index of the filter, the instant at `askedAtPath` and `_id`. */
export function todoStream<T extends { _id: Types.ObjectId }>(
  model: Model<T>,
  filter: QueryFilter<T>,
  askedAtPath: string,
): TodoStream {
  return {
    async page(cursor, limit) {
      const after = afterCursor(cursor, { path: askedAtPath, direction: 1, type: 'date' })
      const found = await model
        .find({ ...filter, ...after }, { [askedAtPath]: 1 })
        .sort({ [askedAtPath]: 1, _id: 1 })
        .limit(limit)
        .lean<{ _id: Types.ObjectId }[]>()
      return found.map((one) => ({ id: String(one._id), askedAt: instantAt(one, askedAtPath) }))
    },
    count: (limit) => model.countDocuments(filter).limit(limit).exec(),
  }
}

function instantAt(document: object, path: string): Date {
  let value: unknown = document
  for (const name of path.split('.')) value = (value as Readonly<Record<string, unknown>>)[name]
  if (!(value instanceof Date)) throw new Error(`what waits has no instant at ${path}`)
  return value
}
