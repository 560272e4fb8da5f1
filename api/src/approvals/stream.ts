import type { Model, QueryFilter, Types } from 'mongoose'
import { afterCursor, type Order, sortIn } from '../db/keyset'

export type TodoPlace = { readonly id: string; readonly askedAt: Date }

/** Things by the instant at which they were asked. */
export type TodoStream = {
  /** Those after the cursor of an instant and an id; the longest waiting first, or (`-1`) the latest. */
  page(cursor: string | undefined, limit: number, direction: 1 | -1): Promise<TodoPlace[]>
  count(limit: number): Promise<number>
}

/** Reads one collection by an index of the filter, the instant at `askedAtPath` and `_id`. */
export function todoStream<T extends { _id: Types.ObjectId }>(
  model: Model<T>,
  filter: QueryFilter<T>,
  askedAtPath: string,
): TodoStream {
  return {
    async page(cursor, limit, direction) {
      const order: Order = { path: askedAtPath, direction, type: 'date' }
      const after = afterCursor(cursor, order)
      const found = await model
        .find({ ...filter, ...after }, { [askedAtPath]: 1 })
        .sort(sortIn(order))
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
