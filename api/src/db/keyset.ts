import type { Sort } from '@jijiao/shared/http/contract'
import { Types, trusted } from 'mongoose'
import { decodeCursor, encodeCursor, invalidCursor, type Position } from '../http/cursor'

export type PageQuery = { readonly cursor?: string | undefined; readonly limit: number }

export type Order = {
  /** The sorted field, which may be `_id` itself; `_id` breaks ties in the same direction. */
  readonly path: string
  readonly direction: 1 | -1
  readonly type?: 'string' | 'date' | 'number'
}

type Sortable = Omit<Order, 'direction'>

/** The order that the word of a `sort` asks for, by the fields behind its keys. */
export function orderOf<K extends string>(sort: Sort<K>, fields: Readonly<Record<K, Sortable>>): Order {
  const isDescending = sort.startsWith('-')
  const key = (isDescending ? sort.slice(1) : sort) as K
  return { ...fields[key], direction: isDescending ? -1 : 1 }
}

export const sortIn = ({ path, direction }: Order): Record<string, 1 | -1> => ({ [path]: direction, _id: direction })

/** Where a page ended that was read in one of several orders: its cursor goes on in no other. */
export const positionIn = (order: Order, value: string, _id: Types.ObjectId): Position => ({
  value,
  id: String(_id),
  order: nameOf(order),
})

/** How a cursor tells its order from others. */
export const nameOf = ({ path, direction }: Order) => `${direction === 1 ? '' : '-'}${path}`

const READ = {
  string: (text: string) => text,
  date: (text: string) => new Date(text),
  number: (text: string) => Number(text),
}

/** What lies after a cursor: with the same value, and beyond it; `from` is where an index begins to read both. */
function edgesOf(cursor: string, order: Order) {
  const { path, direction, type = 'string' } = order
  const position = decodeCursor(cursor)
  if (position.order !== undefined && position.order !== nameOf(order)) throw invalidCursor()
  const _id = new Types.ObjectId(position.id)
  const beyond = direction === 1 ? '$gt' : '$lt'
  const value = READ[type](position.value)
  if (Number.isNaN(value.valueOf())) throw invalidCursor()
  return {
    byId: { _id: trusted({ [beyond]: _id }) },
    tied: { [path]: value, _id: trusted({ [beyond]: _id }) },
    beyond: { [path]: trusted({ [beyond]: value }) },
    from: { [path]: trusted({ [`${beyond}e`]: value }) },
  }
}

/** The condition "after the page before"; `{}` for the first page. Goes with `sort({ [path]: direction, _id: direction })`. */
export function afterCursor(cursor: string | undefined, order: Order) {
  if (cursor === undefined) return {}
  const { byId, tied, beyond, from } = edgesOf(cursor, order)
  // A condition within `$or` does not tell an index where to begin.
  return order.path === '_id' ? byId : { $and: [from, { $or: [beyond, tied] }] }
}

/**
 * The same in two parts, to be read in turn: where many share a value, one condition would walk past all of them that
 * were read before.
 */
export function partsAfterCursor(cursor: string | undefined, order: Order): readonly object[] {
  if (cursor === undefined) return [{}]
  const { tied, beyond } = edgesOf(cursor, order)
  return [tied, beyond]
}

/** Reads the parts in turn until there is enough for a page. */
export async function readInTurn<T>(
  parts: readonly object[],
  limit: number,
  read: (part: object, limit: number) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = []
  for (const part of parts) {
    if (found.length < limit) found.push(...(await read(part, limit - found.length)))
  }
  return found
}

/** Cuts what was read with `limit + 1` into the page and the cursor of the next one. */
export function cutPage<T>(found: readonly T[], limit: number, positionOf: (item: T) => Position) {
  const data = found.slice(0, limit)
  const last = data.at(-1)
  const nextCursor = found.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null
  return { data, nextCursor }
}
