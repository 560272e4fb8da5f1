import { Types, trusted } from 'mongoose'
import { decodeCursor, encodeCursor, invalidCursor, type Position } from '../http/cursor'

export type PageQuery = { readonly cursor?: string | undefined; readonly limit: number }

type Order = {
  /** The sorted field, which may be `_id` itself; `_id` breaks ties in the same direction. */
  readonly path: string
  readonly direction: 1 | -1
  readonly type?: 'string' | 'date' | 'number'
}

const READ = {
  string: (text: string) => text,
  date: (text: string) => new Date(text),
  number: (text: string) => Number(text),
}

/** The condition "after the page before"; `{}` for the first page. Goes with `sort({ [path]: direction, _id: direction })`. */
export function afterCursor(cursor: string | undefined, { path, direction, type = 'string' }: Order) {
  if (cursor === undefined) return {}
  const position = decodeCursor(cursor)
  const _id = new Types.ObjectId(position.id)
  const beyond = direction === 1 ? '$gt' : '$lt'
  if (path === '_id') return { _id: trusted({ [beyond]: _id }) }
  const value = READ[type](position.value)
  if (Number.isNaN(value.valueOf())) throw invalidCursor()
  return {
    $and: [
      // Where an index begins to read; a condition within `$or` does not tell it.
      { [path]: trusted({ [`${beyond}e`]: value }) },
      { $or: [{ [path]: trusted({ [beyond]: value }) }, { [path]: value, _id: trusted({ [beyond]: _id }) }] },
    ],
  }
}

/** Cuts what was read with `limit + 1` into the page and the cursor of the next one. */
export function cutPage<T>(found: readonly T[], limit: number, positionOf: (item: T) => Position) {
  const data = found.slice(0, limit)
  const last = data.at(-1)
  const nextCursor = found.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null
  return { data, nextCursor }
}
