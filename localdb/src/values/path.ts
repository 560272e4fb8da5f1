import { MongoServerError } from '../errors'
import { type Document, isDocument } from './document'
import { hashOf } from './key'

const INDEX = /^(0|[1-9]\d*)$/

/** A path component that may name an element of an array. */
export const isArrayIndex = (part: string): boolean => INDEX.test(part)

export interface MatchDetails {
  /** Which element of the outermost array satisfied the condition: what `$` stands for. */
  arrayIndex?: number
  /** Variables that `$expr` may use. */
  variables?: Record<string, unknown> | undefined
}

/**
 * Visits the values that a query sees at the path, until `visit` says true. Missing is `undefined`. Arrays on the way
 * are looked into; an array at the end is visited element by element and then whole, or only whole.
 */
export function someValue(
  document: Document,
  parts: readonly string[],
  visit: (value: unknown) => boolean,
  expandsLeaf: boolean,
  details?: MatchDetails,
  start = 0,
): boolean {
  let value: unknown = document
  for (let i = start; i < parts.length; i++) {
    value = (value as Document)[parts[i] as string]
    if (Array.isArray(value)) return someElement(value, parts, i + 1, visit, expandsLeaf, details)
    if (i + 1 < parts.length && !isDocument(value)) return visit(undefined)
  }
  return visit(value)
}

function someElement(
  items: unknown[],
  parts: readonly string[],
  next: number,
  visit: (value: unknown) => boolean,
  expandsLeaf: boolean,
  details: MatchDetails | undefined,
): boolean {
  if (next === parts.length) {
    if (expandsLeaf) {
      for (let i = 0; i < items.length; i++) {
        if (!visit(items[i])) continue
        if (details) details.arrayIndex = i
        return true
      }
    }
    return visit(items)
  }
  const part = parts[next] as string
  const index = isArrayIndex(part) ? Number(part) : -1
  const isLast = next + 1 === parts.length
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    const isItemDocument = isDocument(item)
    if (isItemDocument && someValue(item, parts, visit, expandsLeaf, details, next)) {
      if (details) details.arrayIndex = i
      return true
    }
    if (i !== index) continue
    if (isLast) {
      if (visit(item)) return true
    } else if (isItemDocument) {
      if (someValue(item, parts, visit, expandsLeaf, details, next + 1)) return true
    } else if (Array.isArray(item) && someElement(item, parts, next + 1, visit, expandsLeaf, details)) return true
  }
  return false
}

/** All values at the path, arrays on the way looked into, elements of an array at the end one by one: for `distinct`. */
export function distinctValuesAt(document: Document, path: string): unknown[] {
  const found: unknown[] = []
  someValue(
    document,
    path.split('.'),
    (value) => {
      if (value !== undefined) found.push(value)
      return false
    },
    false,
  )
  return found.flatMap((value) => (Array.isArray(value) ? value : [value]))
}

/**
 * The keys of a document in an index on these paths. Missing counts as null, an empty array as `undefined`; of several
 * paths only those below one and the same array may be expanded together.
 */
export function indexKeys(document: Document, fields: readonly string[]): { keys: unknown[][]; isMultikey: boolean } {
  const cursors: Cursor[] = []
  let hasArray = false
  for (const field of fields) {
    const cursor = field.includes('.')
      ? resolve({ value: document, parts: field.split('.'), next: 0 })
      : { value: document[field], parts: [field], next: 1 }
    hasArray ||= Array.isArray(cursor.value)
    cursors.push(cursor)
  }
  if (!hasArray) return { keys: [cursors.map(({ value }) => value ?? null)], isMultikey: false }
  const keys = new Map<string, unknown[]>()
  expand(cursors, fields, (key) => keys.set(hashOf(key), key))
  return { keys: [...keys.values()], isMultikey: true }
}

/** A walk along one indexed path. `isDone`: the value is a key, even if it is an array. */
interface Cursor {
  value: unknown
  parts: string[]
  next: number
  isDone?: boolean
}

/** Goes on through documents and numbered elements, up to a value or an array that must be expanded. */
function resolve({ value, parts, next }: Cursor): Cursor {
  let at = next
  let reached = value
  for (; at < parts.length; at++) {
    const part = parts[at] as string
    if (isDocument(reached)) reached = reached[part]
    else if (Array.isArray(reached)) {
      if (!isArrayIndex(part)) break
      if (reached.some((item) => isDocument(item) && part in item)) throw ambiguous(part)
      reached = reached[Number(part)]
    } else return { value: null, parts, next: parts.length }
  }
  return { value: reached, parts, next: at }
}

const ambiguous = (part: string) =>
  new MongoServerError(
    16746,
    `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${part}'`,
  )

function expand(cursors: Cursor[], fields: readonly string[], add: (key: unknown[]) => void): void {
  const open = cursors.filter(({ value, isDone }) => !isDone && Array.isArray(value))
  const items = open[0]?.value as unknown[] | undefined
  if (!items) return add(cursors.map(({ value, isDone }) => (isDone ? value : (value ?? null))))
  if (open.some(({ value }) => value !== items)) {
    const names = fields
      .filter((_, i) => open.includes(cursors[i] as Cursor))
      .map((field) => `[${field.split('.').at(-1)}]`)
    throw new MongoServerError('CannotIndexParallelArrays', `cannot index parallel arrays ${names.reverse().join(' ')}`)
  }
  const step = (cursor: Cursor, item: unknown): Cursor => {
    if (!open.includes(cursor)) return cursor
    if (cursor.next === cursor.parts.length) return { ...cursor, value: item, isDone: true }
    if (!isDocument(item)) return { ...cursor, value: null, isDone: true }
    return resolve({ ...cursor, value: item })
  }
  if (items.length > 0) {
    for (const item of items)
      expand(
        cursors.map((cursor) => step(cursor, item)),
        fields,
        add,
      )
    return
  }
  expand(
    cursors.map((cursor) => {
      if (!open.includes(cursor)) return cursor
      return { ...cursor, value: cursor.next === cursor.parts.length ? undefined : null, isDone: true }
    }),
    fields,
    add,
  )
}

/** Whether the document belongs into a sparse index on these paths: it has at least one of them. */
export function hasAnyField(document: Document, fields: readonly string[]): boolean {
  return fields.some((field) => someValue(document, field.split('.'), (value) => value !== undefined, false))
}
