import { z } from 'zod'
import { Problem } from './problem'

/** Where a page ended: the sort key's value and the id that breaks ties. */
export type Position = { readonly value: string; readonly id: string }

const position = z.tuple([z.string(), z.string().regex(/^[0-9a-f]{24}$/)])

export const encodeCursor = ({ value, id }: Position) => Buffer.from(JSON.stringify([value, id])).toString('base64url')

/** Refuses what we did not make: a cursor is opaque, but it comes from outside. */
export function decodeCursor(cursor: string): Position {
  try {
    const [value, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { value, id }
  } catch {
    throw invalidCursor()
  }
}

export const invalidCursor = () =>
  new Problem('invalid_input', {
    errors: [{ pointer: 'query/cursor', detail: '翻页位置无效，请从第一页重新打开' }],
  })
