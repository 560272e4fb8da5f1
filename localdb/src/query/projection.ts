import { compileExpression, validateExpression } from '../aggregate/expression'
import type { Evaluate, Scope } from '../aggregate/scope'
import { MongoServerError } from '../errors'
import { type Document, isDocument, isNumeric, newDocument } from '../values/document'
import { integerOf, numberOf } from '../values/number'
import type { MatchDetails } from '../values/path'
import { compileFilter, elementMatcher } from './matcher'

export const PROJECTION_OPERATORS = ['$slice', '$elemMatch', '$ (positional)', 'any expression'] as const

export type Projection = (document: Document, variables?: Scope) => Document

/** What happens to a field: kept, dropped, computed, or looked into. */
type Node =
  | { kind: 'keep' }
  | { kind: 'drop' }
  | { kind: 'compute'; evaluate: Evaluate }
  | { kind: 'array'; change: (value: unknown[], root: Document) => unknown }
  | Tree
interface Tree {
  kind: 'tree'
  fields: Map<string, Node>
}
const newTree = (): Tree => ({ kind: 'tree', fields: new Map() })

interface Options {
  /** The query's filter, for the positional `$`. */
  filter?: Document
  /** In `$project`, `$slice` and the positional `$` are not projection operators. */
  isStage?: boolean
}

/** Compiles the projection of `find`, or of `$project`. Throws what MongoDB answers to a mixed or malformed one. */
export function compileProjection(spec: Document, filter?: Document): Projection {
  return compile(spec, { filter })
}

export const compileProjectStage = (spec: Document): Projection => compile(spec, { isStage: true })

function compile(spec: Document, options: Options): Projection {
  if (Object.keys(spec).length === 0) {
    if (options.isStage)
      throw new MongoServerError(
        51272,
        'Invalid $project :: caused by :: projection specification must have at least one field',
      )
    return (document) => document
  }
  const tree = newTree()
  const seen: Seen = {}
  for (const [path, value] of Object.entries(spec)) add(tree, path, value, options, seen)
  const isInclusion =
    seen.kind === undefined
      ? seen.hasIdOnly !== 'excluded' && (seen.hasIdOnly === 'included' || (seen.hasComputed ?? false))
      : seen.kind === 'inclusion'
  if (isInclusion && !tree.fields.has('_id')) tree.fields.set('_id', { kind: 'keep' })
  return (document, variables) => {
    const scope: Scope = { NOW: new Date(), ...variables, ROOT: document, CURRENT: document }
    return isInclusion ? include(document, tree, scope, document, true) : exclude(document, tree, scope, document)
  }
}

interface Seen {
  kind?: 'inclusion' | 'exclusion'
  hasIdOnly?: 'included' | 'excluded'
  hasComputed?: boolean
}

function settle(seen: Seen, kind: 'inclusion' | 'exclusion', path: string): void {
  if (path === '_id') {
    seen.hasIdOnly = kind === 'inclusion' ? 'included' : 'excluded'
    return
  }
  if (seen.kind !== undefined && seen.kind !== kind) {
    throw new MongoServerError(
      kind === 'inclusion' ? 31253 : 31254,
      `Invalid $project :: caused by :: Cannot do ${kind} on field ${path} in ${seen.kind} projection`.replace(
        'Invalid $project :: caused by :: ',
        '',
      ),
    )
  }
  seen.kind = kind
}

function add(tree: Tree, path: string, value: unknown, options: Options, seen: Seen, prefix = ''): void {
  const full = prefix + path
  if (!options.isStage && path.endsWith('.$')) return addPositional(tree, path.slice(0, -2), options, seen)
  if (isDocument(value)) {
    const [name] = Object.keys(value)
    if (name === undefined)
      throw new MongoServerError(51270, 'An empty sub-projection is not a valid value. Found empty object at path')
    if (!options.isStage && name === '$slice') return addSlice(tree, full, value.$slice, seen)
    if (!options.isStage && name === '$elemMatch') return addElemMatch(tree, full, value.$elemMatch, seen)
    if (!name.startsWith('$')) {
      for (const [inner, innerValue] of Object.entries(value)) add(tree, inner, innerValue, options, seen, `${full}.`)
      return
    }
  }
  if (typeof value === 'boolean' || isNumeric(value)) {
    const isKept = typeof value === 'boolean' ? value : numberOf(value) !== 0
    settle(seen, isKept ? 'inclusion' : 'exclusion', full)
    return put(tree, full, { kind: isKept ? 'keep' : 'drop' })
  }
  if (seen.kind === 'exclusion')
    throw new MongoServerError(31252, `Cannot use an expression for an exclusion projection on field ${full}`)
  seen.hasComputed = true
  if (full !== '_id') seen.kind = 'inclusion'
  validateExpression(value)
  put(tree, full, { kind: 'compute', evaluate: compileExpression(value) })
}

function put(tree: Tree, path: string, node: Node): void {
  const parts = path.split('.')
  let at = tree
  for (const [i, part] of parts.entries()) {
    if (part === '')
      throw new MongoServerError(
        path.endsWith('.') ? 40353 : 15998,
        path.endsWith('.') ? "FieldPath must not end with a '.'." : 'FieldPath field names may not be empty strings.',
      )
    if (part.startsWith('$'))
      throw new MongoServerError(
        16410,
        "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
      )
    const known = at.fields.get(part)
    if (i === parts.length - 1) {
      if (known) throw new MongoServerError(31250, `Path collision at ${path}`)
      at.fields.set(part, node)
      return
    }
    if (known && known.kind !== 'tree')
      throw new MongoServerError(31249, `Path collision at ${path} remaining portion ${parts.slice(i + 1).join('.')}`)
    const next = known ?? newTree()
    at.fields.set(part, next)
    at = next as Tree
  }
}

function addSlice(tree: Tree, path: string, operand: unknown, seen: Seen): void {
  const numbers = (Array.isArray(operand) ? operand : [operand]).map((item) =>
    isNumeric(item) ? integerOf(item) : undefined,
  )
  if (numbers.length < 1 || numbers.length > 2 || numbers.includes(undefined)) {
    throw new MongoServerError(
      28667,
      `Invalid $slice syntax. The given syntax { $slice: ${operand} } did not match the find() syntax`,
    )
  }
  const [first, second] = numbers.map(Number) as [number, number?]
  if (second !== undefined && second <= 0)
    throw new MongoServerError(28729, `Third argument to $slice must be positive: ${second}`)
  const change = (items: unknown[]) => {
    if (second === undefined) return first < 0 ? items.slice(first) : items.slice(0, first)
    const from = first < 0 ? Math.max(0, items.length + first) : first
    return items.slice(from, from + second)
  }
  void seen
  put(tree, path, { kind: 'array', change })
}

function addElemMatch(tree: Tree, path: string, operand: unknown, seen: Seen): void {
  if (path.includes('.')) throw new MongoServerError(31275, `Cannot use $elemMatch projection on a nested field`)
  if (!isDocument(operand)) throw new MongoServerError(31274, '$elemMatch: Expected an object')
  const matches = elementMatcher(operand)
  seen.hasComputed = true
  const change = (items: unknown[]) => {
    const found = items.find(matches)
    return found === undefined ? undefined : [found]
  }
  put(tree, path, { kind: 'array', change })
  elementOnly.add(change)
}
/** Changes that drop the field when it is no array. */
const elementOnly = new WeakSet<object>()

function addPositional(tree: Tree, path: string, { filter }: Options, seen: Seen): void {
  if (seen.kind === 'exclusion')
    throw new MongoServerError(31395, 'positional projection cannot be used with exclusion')
  settle(seen, 'inclusion', path)
  const matches = compileFilter(filter ?? {})
  const change = (items: unknown[], root: Document) => {
    const details: MatchDetails = {}
    matches(root, details)
    if (details.arrayIndex === undefined) {
      throw new MongoServerError(
        51246,
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      )
    }
    return items.slice(details.arrayIndex, details.arrayIndex + 1)
  }
  put(tree, path, { kind: 'array', change })
}

function applyArray(node: Node & { kind: 'array' }, value: unknown, root: Document): unknown {
  if (Array.isArray(value)) return node.change(value, root)
  return elementOnly.has(node.change) ? undefined : value
}

/** Keeps the document's own order of fields, then adds the computed ones. */
function include(document: Document, tree: Tree, scope: Scope, root: Document, isRoot = false): Document {
  const result = newDocument()
  if (isRoot && document._id !== undefined && tree.fields.get('_id')?.kind === 'keep') result._id = document._id
  for (const name in document) {
    const node = tree.fields.get(name)
    if (!node || node.kind === 'drop' || node.kind === 'compute') continue
    const value = includeValue(document[name], node, scope, root)
    if (value !== undefined) result[name] = value
  }
  compute(result, tree, scope, root)
  return result
}

function includeValue(value: unknown, node: Node, scope: Scope, root: Document): unknown {
  if (node.kind === 'keep') return value
  if (node.kind === 'array') return applyArray(node, value, root)
  if (node.kind !== 'tree') return undefined
  if (Array.isArray(value))
    return value.map((item) => includeValue(item, node, scope, root)).filter((item) => item !== undefined)
  return isDocument(value) ? include(value, node, scope, root) : undefined
}

const hasComputed = (node: Node): boolean =>
  node.kind === 'compute' || (node.kind === 'tree' && [...node.fields.values()].some(hasComputed))

function compute(result: Document, tree: Tree, scope: Scope, root: Document): void {
  for (const [name, node] of tree.fields) {
    if (node.kind === 'compute') {
      const value = node.evaluate(scope)
      if (value !== undefined) result[name] = value
    } else if (node.kind === 'tree' && result[name] === undefined && hasComputed(node)) {
      result[name] = include(newDocument(), node, scope, root)
    }
  }
}

function exclude(document: Document, tree: Tree, scope: Scope, root: Document): Document {
  const result = newDocument()
  for (const name in document) {
    const node = tree.fields.get(name)
    const value = node ? excludeValue(document[name], node, scope, root) : document[name]
    if (value !== undefined) result[name] = value
  }
  compute(result, tree, scope, root)
  return result
}

function excludeValue(value: unknown, node: Node, scope: Scope, root: Document): unknown {
  if (node.kind === 'keep') return value
  if (node.kind === 'array') return applyArray(node, value, root)
  if (node.kind !== 'tree') return undefined
  if (Array.isArray(value))
    return value.map((item) => (isDocument(item) || Array.isArray(item) ? excludeValue(item, node, scope, root) : item))
  return isDocument(value) ? exclude(value, node, scope, root) : value
}

/** `$set`/`$addFields`: writes each computed field, into every element of arrays on the way. */
export function compileAddFields(spec: Document): Projection {
  const tree = newTree()
  const gather = (fields: Document, prefix: string) => {
    for (const [name, value] of Object.entries(fields)) {
      const isNested = isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$')
      if (isNested) gather(value, `${prefix}${name}.`)
      else put(tree, prefix + name, { kind: 'compute', evaluate: compileExpression(value) })
    }
  }
  gather(spec, '')
  return (document, variables) => {
    const scope: Scope = { NOW: new Date(), ...variables, ROOT: document, CURRENT: document }
    return addFields(document, tree, scope) as Document
  }
}

function addFields(value: unknown, tree: Tree, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => addFields(item, tree, scope))
  const result = Object.assign(newDocument(), isDocument(value) ? value : {})
  for (const [name, node] of tree.fields) {
    if (node.kind === 'tree') result[name] = addFields(result[name], node, scope)
    else if (node.kind === 'compute') {
      const computed = node.evaluate(scope)
      if (computed === undefined) delete result[name]
      else result[name] = computed
    }
  }
  return result
}
