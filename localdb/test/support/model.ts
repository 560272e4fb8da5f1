/** Values of the model's documents: few, so that they meet. */
export type Scalar = null | number | string | boolean
export interface Row {
  _id: number
  /** A scalar or a list. */
  a?: Scalar | Scalar[]
  b?: Scalar
  /** A sub-document or a list of them. */
  c?: { x?: Scalar } | { x?: Scalar }[]
  /** In a unique index now and then. */
  k?: number
  n?: number
}
export type Fields = Omit<Row, '_id'>
export type Path = '_id' | 'a' | 'b' | 'c.x' | 'n'
export type Condition =
  | Scalar
  | { $gt: Scalar }
  | { $gte: Scalar }
  | { $lt: Scalar }
  | { $lte: Scalar }
  | { $ne: Scalar }
  | { $gte: Scalar; $lte: Scalar }
  | { $in: Scalar[] }
  | { $exists: boolean }
export interface Filter extends Partial<Record<Path, Condition>> {
  $and?: Filter[]
  $or?: Filter[]
}
export type Change =
  | { $set: Fields }
  | { $unset: Record<string, ''> }
  | { $inc: { n: number } }
  | { $push: { a: Scalar } }
export type Sort = Partial<Record<Path, 1 | -1>>

/** An error code, where the answer must be one. */
export class Refused extends Error {
  constructor(readonly code: number) {
    super(`code ${code}`)
  }
}

const DUPLICATE_KEY = 11000

/** What a filter compares at a path; `undefined` stands for a missing field. */
function candidates(row: Row, path: Path): unknown[] {
  if (path === 'c.x') {
    if (Array.isArray(row.c)) return row.c.map(({ x }) => x)
    return [row.c?.x]
  }
  const value = row[path]
  return Array.isArray(value) ? [...value, value] : [value]
}

const kindOf = (value: unknown) => (value === undefined || value === null ? 'null' : typeof value)

/** Negative, 0 or positive for values of one kind; `undefined` when they are not comparable in a filter. */
function compareWithin(value: unknown, operand: Scalar): number | undefined {
  if (kindOf(value) !== kindOf(operand)) return undefined
  if (kindOf(operand) === 'null' || value === operand) return 0
  return (value as number) < (operand as number) ? -1 : 1
}

function holds(row: Row, path: Path, operator: string, operand: unknown): boolean {
  const values = candidates(row, path)
  const some = (isWanted: (order: number) => boolean) =>
    values.some((value) => {
      const order = compareWithin(value, operand as Scalar)
      return order !== undefined && isWanted(order)
    })
  switch (operator) {
    case '$eq':
      return some((order) => order === 0)
    case '$ne':
      return !some((order) => order === 0)
    case '$gt':
      return some((order) => order > 0)
    case '$gte':
      return some((order) => order >= 0)
    case '$lt':
      return some((order) => order < 0)
    case '$lte':
      return some((order) => order <= 0)
    case '$in':
      return (operand as Scalar[]).some((one) => holds(row, path, '$eq', one))
    case '$exists':
      return values.some((value) => value !== undefined) === operand
    default:
      throw new Error(`the model does not know ${operator}`)
  }
}

export function matches(row: Row, filter: Filter): boolean {
  return Object.entries(filter).every(([name, condition]) => {
    if (name === '$and') return (condition as Filter[]).every((branch) => matches(row, branch))
    if (name === '$or') return (condition as Filter[]).some((branch) => matches(row, branch))
    const operators = typeof condition === 'object' && condition !== null ? condition : { $eq: condition }
    return Object.entries(operators).every(([operator, operand]) => holds(row, name as Path, operator, operand))
  })
}

const ORDER = ['empty', 'null', 'number', 'string', 'boolean']

function compareAcross(left: unknown, right: unknown): number {
  const [i, j] = [left, right].map((value) => ORDER.indexOf(value === EMPTY ? 'empty' : kindOf(value))) as [
    number,
    number,
  ]
  if (i !== j) return i - j
  return left === right || i < 2 ? 0 : (left as number) < (right as number) ? -1 : 1
}

const EMPTY = Symbol('an empty list, which sorts before null')

/** What a row is sorted by: of a list the least or, descending, the greatest. */
function sortKey(row: Row, path: Path, direction: 1 | -1): unknown {
  const value = path === 'c.x' ? candidates(row, path) : row[path]
  if (!Array.isArray(value)) return value
  if (value.length === 0) return EMPTY
  // A missing value sorts as null; `toSorted` would put `undefined` last unasked.
  return value.map((one) => one ?? null).toSorted((left, right) => compareAcross(left, right) * direction)[0]
}

export function sorted(rows: Row[], sort: Sort): Row[] {
  return rows.toSorted((left, right) => {
    for (const [path, direction] of Object.entries(sort) as [Path, 1 | -1][]) {
      const order = compareAcross(sortKey(left, path, direction), sortKey(right, path, direction)) * direction
      if (order !== 0) return order
    }
    return 0
  })
}

function changed(row: Row, change: Change): Row {
  if ('$set' in change) return { ...row, ...change.$set }
  if ('$inc' in change) return { ...row, n: (row.n ?? 0) + change.$inc.n }
  if ('$push' in change) {
    if (row.a !== undefined && !Array.isArray(row.a)) throw new Refused(2)
    return { ...row, a: [...(row.a ?? []), change.$push.a] }
  }
  return Object.fromEntries(Object.entries(row).filter(([name]) => !(name in change.$unset))) as unknown as Row
}

const isSame = (left: Row, right: Row) => JSON.stringify(left) === JSON.stringify(right)

/** A collection as a list, written for plainness: no indexes, no clever order. */
export class Model {
  rows: Row[] = []
  hasUniqueK = false

  #check(row: Row, others: Row[]): void {
    const isTaken = others.some(({ _id, k }) => _id === row._id || (this.hasUniqueK && k !== undefined && k === row.k))
    if (isTaken) throw new Refused(DUPLICATE_KEY)
  }

  insert(row: Row): void {
    this.#check(row, this.rows)
    this.rows = [...this.rows, row]
  }

  find(filter: Filter): Row[] {
    return this.rows.filter((row) => matches(row, filter))
  }

  replace(old: Row, row: Row): boolean {
    const others = this.rows.filter((other) => other !== old)
    this.#check(row, others)
    this.rows = [...others, row]
    return !isSame(old, row)
  }

  change(old: Row, change: Change): { after: Row; isModified: boolean } {
    const after = changed(old, change)
    return { after, isModified: this.replace(old, after) }
  }

  remove(rows: Row[]): void {
    this.rows = this.rows.filter((row) => !rows.includes(row))
  }

  requireUniqueK(): void {
    const taken = this.rows.flatMap(({ k }) => (k === undefined ? [] : [k]))
    if (new Set(taken).size < taken.length) throw new Refused(DUPLICATE_KEY)
    this.hasUniqueK = true
  }
}
