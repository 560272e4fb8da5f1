import { applyUpdatePipeline, validateUpdatePipeline } from '../aggregate/pipeline'
import { MongoServerError } from '../errors'
import { compileFilter, isOperatorDocument, type Matcher } from '../query/matcher'
import { valuesEqual } from '../values/compare'
import { copyDocument, type Document, isDocument, newDocument, typeOf } from '../values/document'
import type { MatchDetails } from '../values/path'
import { compileOperator, type Operator, UPDATE_OPERATORS } from './operators'
import { compileArrayFilters, pathConflict, type Target, Writer } from './path'
import { show } from './show'

export interface UpdateOptions {
  arrayFilters?: Document[]
}

interface UpdateContext {
  /** An upsert that inserts: `$setOnInsert` counts. */
  isInsert: boolean
  /** The filter that found the document; what the positional `$` refers to. */
  matchedFilter?: Document
  now: Date
}

/** Gives the changed document and leaves the given one alone. Compare the bytes to learn whether anything changed. */
export type Update = (document: Document, context: UpdateContext) => Document

/** Compiles operators, a replacement or a pipeline. Throws what MongoDB answers to a malformed update. */
export function compileUpdate(update: Document | Document[], options: UpdateOptions = {}): Update {
  if (Array.isArray(update)) {
    validateUpdatePipeline(update)
    if (options.arrayFilters?.length) {
      throw new MongoServerError('FailedToParse', 'arrayFilters may not be specified for pipeline-syle updates')
    }
    return (document, { now }) => keepingId(document, applyUpdatePipeline(document, update, now))
  }
  const [first] = Object.keys(update)
  return first?.startsWith('$') ? compileOperators(update, options) : compileReplacement(update)
}

function keepingId(before: Document, after: Document): Document {
  const result = newDocument()
  const _id = after._id === undefined ? before._id : after._id
  if (_id !== undefined) result._id = _id
  if (before._id !== undefined && !valuesEqual(before._id, _id)) {
    throw new MongoServerError(
      'ImmutableField',
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(_id)}`,
    )
  }
  return Object.assign(result, after, _id === undefined ? {} : { _id })
}

function compileReplacement(replacement: Document): Update {
  for (const name of Object.keys(replacement)) {
    if (name.startsWith('$')) {
      throw new MongoServerError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      )
    }
  }
  return (document) => keepingId(document, replacement)
}

interface Step {
  name: string
  path: string
  target: Target
  operator: Operator
  /** Of `$rename`. */
  destination?: string
}

function compileOperators(update: Document, options: UpdateOptions): Update {
  const filters = compileArrayFilters(options.arrayFilters ?? [])
  const steps: Step[] = []
  for (const [name, fields] of Object.entries(update)) {
    if (!(UPDATE_OPERATORS as readonly string[]).includes(name)) {
      throw new MongoServerError(
        'FailedToParse',
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      )
    }
    if (!isDocument(fields)) {
      throw new MongoServerError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeOf(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${show(fields)}}`,
      )
    }
    for (const [path, operand] of Object.entries(fields)) {
      const operator = compileOperator(name, path, operand)
      const step = { name, path, target: filters.parse(path), operator }
      steps.push(name === '$rename' ? { ...step, destination: operand as string } : step)
    }
  }
  filters.checkAllUsed()
  checkConflicts(steps.flatMap(({ path, destination }) => (destination === undefined ? [path] : [path, destination])))
  steps.sort((a, b) => comparePaths(a.path, b.path))
  const needsPosition = steps.some(({ target }) => target.some((part) => part.kind === 'matched'))
  return (document, context) => applySteps(document, context, steps, needsPosition)
}

function applySteps(document: Document, context: UpdateContext, steps: Step[], needsPosition: boolean): Document {
  const arrayIndex = needsPosition ? matchedIndex(document, context.matchedFilter) : undefined
  const result = copyDocument(document)
  const writer = new Writer(result, arrayIndex, context.now)
  for (const { name, target, operator, destination } of steps) {
    if (name === '$setOnInsert' && !context.isInsert) continue
    if (destination !== undefined) writer.rename(target, destination)
    else writer.apply(target, operator)
  }
  if (document._id !== undefined && result._id !== document._id && !valuesEqual(document._id, result._id)) {
    throw new MongoServerError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    )
  }
  return result
}

const matchers = new WeakMap<Document, Matcher>()

function matchedIndex(document: Document, filter: Document | undefined): number | undefined {
  if (!filter) return undefined
  let matcher = matchers.get(filter)
  if (!matcher) {
    matcher = compileFilter(filter)
    matchers.set(filter, matcher)
  }
  const details: MatchDetails = {}
  matcher(document, details)
  return details.arrayIndex
}

/** Two paths of one update may not be the same, nor one above the other. */
function checkConflicts(paths: string[]): void {
  const seen = new Set<string>()
  const above = new Set<string>()
  for (const path of paths) {
    const parts = path.split('.')
    const prefixes = parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join('.'))
    const conflict = seen.has(path) || above.has(path) ? path : prefixes.find((prefix) => seen.has(prefix))
    if (conflict !== undefined) throw pathConflict(path, conflict)
    seen.add(path)
    for (const prefix of prefixes) above.add(prefix)
  }
}

/** New fields are created in the order of their names, numbers by value. */
function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')]
  for (let i = 0; i < left.length && i < right.length; i++) {
    const [x, y] = [left[i] as string, right[i] as string]
    if (x === y) continue
    const isNumbers = /^\d+$/.test(x) && /^\d+$/.test(y)
    return isNumbers ? Number(x) - Number(y) : x < y ? -1 : 1
  }
  return left.length - right.length
}

/** The fields that an upsert takes from the equalities of its filter. */
export function upsertSeed(filter: Document): Document {
  const seed = newDocument()
  const writer = new Writer(seed, undefined, new Date(0))
  const seen = new Map<string, unknown>()
  const paths: string[] = []
  const put = (path: string, value: unknown) => {
    const isTwice =
      seen.has(path) || paths.some((other) => other.startsWith(`${path}.`) || path.startsWith(`${other}.`))
    if (isTwice) {
      throw new MongoServerError(
        'NotSingleValueField',
        `cannot infer query fields to set, path '${path}' is matched twice`,
      )
    }
    seen.set(path, value)
    paths.push(path)
    const target = path.split('.').map((name) => ({ kind: 'field' as const, name }))
    writer.apply(target, { createsPath: true, apply: () => value })
  }
  collectEqualities(filter, put)
  return seed
}

function collectEqualities(filter: Document, put: (path: string, value: unknown) => void): void {
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$and' || (name === '$or' && Array.isArray(operand) && operand.length === 1)) {
      for (const branch of operand as Document[]) collectEqualities(branch, put)
    } else if (name.startsWith('$')) continue
    else if (!isOperatorDocument(operand)) {
      if (typeOf(operand) !== 'regex') put(name, operand)
    } else if ('$eq' in operand) put(name, operand.$eq)
    else if (Array.isArray(operand.$all) && operand.$all.length === 1 && !isOperatorDocument(operand.$all[0]))
      put(name, operand.$all[0])
  }
}
