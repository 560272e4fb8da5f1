import { z } from 'zod'
import { Problem } from './problem'

/** Where a page ended: the sort key's value and the id that breaks ties. */
export type Position = {
  readonly value: string
  readonly id: string
  /** Of a list that has several orders: in which the page was read. */
  readonly order?: string | undefined
}

const position = z.tuple([z.string(), z.string().regex(/^[0-9a-f]{24}$/), z.string().optional()])

export const encodeCursor = ({ value, id, order }: Position) =>
  Buffer.from(JSON.stringify(order === undefined ? [value, id] : [value, id, order])).toString('base64url')

/** Refuses what we did not make: a cursor is opaque, but it comes from outside. */
export function decodeCursor(cursor: string): Position {
  try {
    const [value, id, order] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { value, id, order }
  } catch {
    throw invalidCursor()
  }
}

export const invalidCursor = () =>
  new Problem('invalid_input', {
    errors: [{ pointer: 'query/cursor', detail: '翻页位置无效，请从第一页重新打开' }],
  })
