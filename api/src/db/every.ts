import type { Model, Types } from 'mongoose'
import { encodeCursor } from '../http/cursor'
import { afterCursor, type Order } from './keyset'

const BATCH = 500

/**
 * All that a filter finds, by the index that a list of it has, a batch at a time: however many there are, one batch is in
 * memory and none is read from the beginning again.
 */
export async function* everyBatch<T extends { _id: Types.ObjectId }>(
  model: Model<T>,
  filter: object,
  order: Order,
): AsyncGenerator<T[]> {
  for (let cursor: string | undefined; ; ) {
    const found = await model
      .find({ ...filter, $and: [afterCursor(cursor, order)] })
      .sort({ [order.path]: order.direction, _id: order.direction })
      .limit(BATCH)
      .lean<T[]>()
      .exec()
    const last = found.at(-1)
    if (last) yield found
    if (!last || found.length < BATCH) return
    cursor = encodeCursor({ value: textAt(last, order.path), id: String(last._id) })
  }
}

export async function* everyOne<T extends { _id: Types.ObjectId }>(...asked: Parameters<typeof everyBatch<T>>) {
  for await (const batch of everyBatch<T>(...asked)) yield* batch
}

function textAt(document: object, path: string): string {
  const value = path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], document)
  return value instanceof Date ? value.toISOString() : String(value)
}
