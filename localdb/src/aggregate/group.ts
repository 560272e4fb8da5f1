import { MongoServerError } from '../errors'
import { compareValues } from '../values/compare'
import { type Document, isDocument, newDocument, rankOf } from '../values/document'
import { hashOf } from '../values/key'
import { type Accumulator, isAccumulator, newAccumulator } from './accumulators'
import { compileExpression } from './expression'
import { type Evaluate, nameOfType, type Scope } from './scope'
import type { Run, Stage } from './stage'

const fail = (code: number, message: string) => new MongoServerError(code, message)

interface Column {
  field: string
  evaluate: Evaluate
  create: () => Accumulator
}

function compileColumn(field: string, spec: unknown): Column {
  if (!isDocument(spec)) throw fail(40234, `The field '${field}' must be an accumulator object`)
  if (field.includes('.')) throw fail(40235, `The field name '${field}' cannot contain '.'`)
  if (field.startsWith('$')) throw fail(40236, `The field name '${field}' cannot be an operator name`)
  const [entry, ...others] = Object.entries(spec)
  if (!entry || others.length > 0) throw fail(40238, `The field '${field}' must specify one accumulator`)
  const [name, operand] = entry
  if (!isAccumulator(name)) throw fail(15952, `unknown group operator '${name}'`)
  if (name === '$count') {
    if (!isDocument(operand) || Object.keys(operand).length > 0) {
      throw new MongoServerError('TypeMismatch', '$count takes no arguments, i.e. $count:{}')
    }
    return { field, evaluate: () => 1, create: () => newAccumulator(name) }
  }
  if (Array.isArray(operand)) throw fail(40237, `The ${name} accumulator is a unary operator`)
  return { field, evaluate: compileExpression(operand), create: () => newAccumulator(name) }
}

const compileColumns = (fields: Document) =>
  Object.entries(fields)
    .filter(([field]) => field !== '_id')
    .map(([field, spec]) => compileColumn(field, spec))

/** Groups in the order in which they appear first. */
function gather(
  documents: Iterable<Document>,
  keyOf: Evaluate,
  columns: Column[],
  variables: Scope | undefined,
): Document[] {
  const groups = new Map<string, { key: unknown; accumulators: Accumulator[] }>()
  const scope: Scope = { ...variables }
  for (const document of documents) {
    scope.ROOT = document
    scope.CURRENT = document
    const key = keyOf(scope) ?? null
    const hash = hashOf(key)
    let group = groups.get(hash)
    if (!group) {
      group = { key, accumulators: columns.map(({ create }) => create()) }
      groups.set(hash, group)
    }
    for (let i = 0; i < columns.length; i++) group.accumulators[i]?.add((columns[i] as Column).evaluate(scope))
  }
  return Array.from(groups.values(), ({ key, accumulators }) => {
    const result = newDocument()
    result._id = key
    columns.forEach(({ field }, i) => {
      result[field] = accumulators[i]?.result()
    })
    return result
  })
}

const group: Stage = (spec) => {
  if (!isDocument(spec)) throw fail(15947, "a group's fields must be specified in an object")
  if (!('_id' in spec)) throw fail(15955, 'a group specification must include an _id')
  return grouping(compileExpression(spec._id), compileColumns(spec))
}

const grouping = (keyOf: Evaluate, columns: Column[], order?: (a: Document, b: Document) => number): Run =>
  function* (documents, { variables }) {
    const groups = gather(documents, keyOf, columns, variables)
    yield* order ? groups.sort(order) : groups
  }

const sortByCount: Stage = (spec) => {
  const isExpression = isDocument(spec) && Object.keys(spec)[0]?.startsWith('$')
  if (!isExpression && (typeof spec !== 'string' || !spec.startsWith('$'))) {
    throw fail(
      typeof spec === 'string' ? 40148 : 40149,
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    )
  }
  return grouping(compileExpression(spec), compileColumns({ count: { $sum: 1 } }), (a, b) =>
    compareValues(b.count, a.count),
  )
}

const countStage: Stage = (spec) => {
  if (typeof spec !== 'string') throw fail(40156, `the count field must be a non-empty string`)
  if (spec === '') throw fail(40157, 'the count field must be a non-empty string')
  if (spec.startsWith('$')) throw fail(40158, 'the count field cannot be a $-prefixed path')
  if (spec.includes('.')) throw fail(40160, "the count field cannot contain '.'")
  return function* (documents) {
    let total = 0
    for (const _ of documents) total++
    if (total === 0) return
    const result = newDocument()
    result[spec] = total
    yield result
  }
}

const bucket: Stage = (spec) => {
  if (!isDocument(spec))
    throw fail(40201, `Argument to $bucket stage must be an object, but found type: ${nameOfType(spec)}.`)
  const { groupBy, boundaries, default: otherwise, output, ...others } = spec
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw fail(40197, `Unrecognized option to $bucket: ${unknown}.`)
  if (groupBy === undefined || boundaries === undefined)
    throw fail(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.")
  if (!Array.isArray(boundaries))
    throw fail(40200, `The $bucket 'boundaries' field must be an array, but found type: ${nameOfType(boundaries)}.`)
  const limits = boundaries.map((item) => compileExpression(item)({}))
  if (limits.length < 2)
    throw fail(
      40192,
      `The $bucket 'boundaries' field must have at least 2 values, but found ${limits.length} value(s).`,
    )
  for (let i = 1; i < limits.length; i++) {
    if (rankOf(limits[i]) !== rankOf(limits[0]))
      throw fail(40193, "All values in the the 'boundaries' option to $bucket must have the same type.")
    if (compareValues(limits[i - 1], limits[i]) >= 0)
      throw fail(40194, "The 'boundaries' option to $bucket must be sorted.")
  }
  const hasDefault = 'default' in spec
  const fallback = hasDefault ? compileExpression(otherwise)({}) : undefined
  if (
    hasDefault &&
    rankOf(fallback) === rankOf(limits[0]) &&
    compareValues(fallback, limits[0]) >= 0 &&
    compareValues(fallback, limits.at(-1)) < 0
  ) {
    throw fail(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    )
  }
  if (output !== undefined && !isDocument(output))
    throw fail(40196, `The $bucket 'output' field must be an object, but found type: ${nameOfType(output)}.`)
  const evaluate = compileExpression(groupBy)
  const keyOf: Evaluate = (scope) => {
    const value = evaluate(scope)
    const above = limits.findIndex((limit) => compareValues(value, limit) < 0)
    if (above > 0) return limits[above - 1]
    if (hasDefault) return fallback
    throw fail(40066, '$switch could not find a matching branch for an input, and no default was specified.')
  }
  return grouping(keyOf, compileColumns(output ?? { count: { $sum: 1 } }), (a, b) => compareValues(a._id, b._id))
}

export const GROUPING_STAGES: Record<string, Stage> = {
  $group: group,
  $bucket: bucket,
  $sortByCount: sortByCount,
  $count: countStage,
}
