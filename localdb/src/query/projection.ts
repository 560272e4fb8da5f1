import { compileExpression } from '../aggregate/expression'
import { type Evaluate, fail, fieldPath, type Scope } from '../aggregate/scope'
import { type Document, isDocument, isNumeric, newDocument } from '../values/document'
import { integerOf, numberOf } from '../values/number'
import type { MatchDetails } from '../values/path'
import { compileFilter, elementMatcher } from './matcher'

export type Projection = (document: Document, variables?: Scope) => Document

/** What happens to a field: kept, dropped, computed, its array changed, or looked into. */
type Node = 'keep' | 'drop' | { evaluate: Evaluate } | ArrayChange | Tree

interface ArrayChange {
  change: (items: unknown[], root: Document) => unknown
  /** What becomes of a value that is no array. */
  keepsOthers: boolean
}

class Tree {
  readonly fields = new Map<string, Node>()

  put(path: string, node: Node): void {
    this.putAt(fieldPath(path), 0, node)
  }

  private putAt(parts: string[], i: number, node: Node): void {
    const name = parts[i] as string
    const known = this.fields.get(name)
    if (i === parts.length - 1) {
      if (known) throw fail(31250, `Path collision at ${parts.join('.')}`)
      this.fields.set(name, node)
      return
    }
    const next = known ?? new Tree()
    if (!(next instanceof Tree)) {
      throw fail(31249, `Path collision at ${parts.join('.')} remaining portion ${parts.slice(i + 1).join('.')}`)
    }
    this.fields.set(name, next)
    next.putAt(parts, i + 1, node)
  }
}

/** Compiles the projection of `find`. Throws what MongoDB answers to a mixed or malformed one. */
export function compileProjection(spec: Document, filter: Document = {}): Projection {
  if (Object.keys(spec).length === 0) return (document) => document
  return new Parser(filter).parse(spec)
}

export function compileProjectStage(spec: Document): Projection {
  if (Object.keys(spec).length === 0)
    throw fail(51272, 'Invalid $project :: caused by :: projection specification must have at least one field')
  return new Parser(undefined).parse(spec)
}

class Parser {
  private readonly tree = new Tree()
  private kind: 'inclusion' | 'exclusion' | undefined
  /** What holds if no field but `_id`, `$slice` or `$elemMatch` decides. */
  private otherwise: 'inclusion' | 'exclusion' = 'exclusion'

  /** Only `find` has a filter, and with it the operators that are no expressions. */
  constructor(private readonly filter: Document | undefined) {}

  parse(spec: Document): Projection {
    for (const [path, value] of Object.entries(spec)) this.add(path, value)
    const { tree } = this
    const isInclusion = (this.kind ?? this.otherwise) === 'inclusion'
    if (isInclusion && !tree.fields.has('_id')) tree.fields.set('_id', 'keep')
    const NOW = new Date()
    return (document, variables) =>
      project(document, tree, { NOW, ...variables, ROOT: document, CURRENT: document }, isInclusion)
  }

  private add(path: string, value: unknown): void {
    if (this.filter && path.endsWith('.$')) return this.addPositional(path.slice(0, -2), this.filter)
    if (isDocument(value)) {
      const [name] = Object.keys(value)
      if (name === undefined)
        throw fail(51270, 'An empty sub-projection is not a valid value. Found empty object at path')
      const operator = this.filter && Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined
      if (operator) {
        this.tree.put(path, operator(value[name], path))
        if (name === '$elemMatch') this.otherwise = 'inclusion'
        return
      }
      if (!name.startsWith('$')) {
        for (const [inner, innerValue] of Object.entries(value)) this.add(`${path}.${inner}`, innerValue)
        return
      }
    }
    if (typeof value === 'boolean' || isNumeric(value)) {
      const isKept = value === true || (value !== false && numberOf(value) !== 0)
      this.settle(isKept ? 'inclusion' : 'exclusion', path)
      return this.tree.put(path, isKept ? 'keep' : 'drop')
    }
    if (this.kind === 'exclusion')
      throw fail(31252, `Cannot use an expression for an exclusion projection on field ${path}`)
    if (path === '_id') this.otherwise = 'inclusion'
    else this.kind = 'inclusion'
    this.tree.put(path, { evaluate: compileExpression(value) })
  }

  private settle(kind: 'inclusion' | 'exclusion', path: string): void {
    if (path === '_id') {
      this.otherwise = kind
      return
    }
    if (this.kind !== undefined && this.kind !== kind) {
      throw fail(kind === 'inclusion' ? 31253 : 31254, `Cannot do ${kind} on field ${path} in ${this.kind} projection`)
    }
    this.kind = kind
  }

  /** `list.$`: the element that satisfied the filter. */
  private addPositional(path: string, filter: Document): void {
    this.settle('inclusion', path)
    const matches = compileFilter(filter)
    const change = (items: unknown[], root: Document) => {
      const details: MatchDetails = {}
      matches(root, details)
      const { arrayIndex } = details
      if (arrayIndex === undefined) {
        throw fail(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        )
      }
      return items.slice(arrayIndex, arrayIndex + 1)
    }
    this.tree.put(path, { change, keepsOthers: true })
  }
}

/** Operators of `find` that are no expressions. */
const OPERATORS: Record<string, (operand: unknown, path: string) => ArrayChange> = {
  $slice: (operand) => {
    const given = Array.isArray(operand) ? operand : [operand]
    const numbers = given.map((item) => (isNumeric(item) ? integerOf(item) : undefined))
    if (numbers.length < 1 || numbers.length > 2 || numbers.includes(undefined)) {
      throw fail(28667, 'Invalid $slice syntax. The given syntax did not match the find() syntax')
    }
    const [first, second] = numbers.map(Number) as [number, number?]
    if (second !== undefined && second <= 0) throw fail(28729, `Third argument to $slice must be positive: ${second}`)
    const change = (items: unknown[]) => {
      if (second === undefined) return first < 0 ? items.slice(first) : items.slice(0, first)
      const from = first < 0 ? Math.max(0, items.length + first) : first
      return items.slice(from, from + second)
    }
    return { change, keepsOthers: true }
  },
  $elemMatch: (operand, path) => {
    if (path.includes('.')) throw fail(31275, 'Cannot use $elemMatch projection on a nested field')
    if (!isDocument(operand)) throw fail(31274, '$elemMatch: Expected an object')
    const matches = elementMatcher(operand)
    const change = (items: unknown[]) => {
      const index = items.findIndex(matches)
      return index < 0 ? undefined : [items[index]]
    }
    return { change, keepsOthers: false }
  },
}

export const PROJECTION_OPERATORS: string[] = ['$', ...Object.keys(OPERATORS)]

/** Keeps the document's own order of fields, `_id` first, then adds the computed ones. */
function project(document: Document, tree: Tree, scope: Scope, isInclusion: boolean): Document {
  const result = newDocument()
  if (isInclusion && document._id !== undefined && tree.fields.get('_id') === 'keep') result._id = document._id
  for (const name in document) {
    const node = tree.fields.get(name) ?? (isInclusion ? 'drop' : 'keep')
    const value = projectValue(document[name], node, scope, isInclusion)
    if (value !== undefined) result[name] = value
  }
  for (const [name, node] of tree.fields) {
    if (node instanceof Tree) {
      if (result[name] === undefined && computes(node)) result[name] = project(newDocument(), node, scope, isInclusion)
    } else if (typeof node === 'object' && 'evaluate' in node) {
      const value = node.evaluate(scope)
      if (value !== undefined) result[name] = value
    }
  }
  return result
}

function projectValue(value: unknown, node: Node, scope: Scope, isInclusion: boolean): unknown {
  if (node === 'keep') return value
  if (node instanceof Tree) {
    if (Array.isArray(value)) {
      return value.map((item) => projectValue(item, node, scope, isInclusion)).filter((item) => item !== undefined)
    }
    if (isDocument(value)) return project(value, node, scope, isInclusion)
    return isInclusion ? undefined : value
  }
  if (node === 'drop' || 'evaluate' in node) return undefined
  if (Array.isArray(value)) return node.change(value, scope.ROOT as Document)
  return node.keepsOthers ? value : undefined
}

const computes = (node: Node): boolean =>
  node instanceof Tree ? [...node.fields.values()].some(computes) : typeof node === 'object' && 'evaluate' in node

/** `$set`/`$addFields`: writes each computed field, into every element of arrays on the way. */
export function compileAddFields(spec: Document): Projection {
  const tree = new Tree()
  const gather = (fields: Document, prefix: string) => {
    for (const [name, value] of Object.entries(fields)) {
      const first = isDocument(value) ? Object.keys(value)[0] : undefined
      if (first !== undefined && !first.startsWith('$')) gather(value as Document, `${prefix}${name}.`)
      else tree.put(prefix + name, { evaluate: compileExpression(value) })
    }
  }
  gather(spec, '')
  const NOW = new Date()
  return (document, variables) =>
    addFields(document, tree, { NOW, ...variables, ROOT: document, CURRENT: document }) as Document
}

function addFields(value: unknown, tree: Tree, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => addFields(item, tree, scope))
  const result = Object.assign(newDocument(), isDocument(value) ? value : {})
  for (const [name, node] of tree.fields) {
    if (node instanceof Tree) result[name] = addFields(result[name], node, scope)
    else if (typeof node === 'object' && 'evaluate' in node) {
      const computed = node.evaluate(scope)
      if (computed === undefined) delete result[name]
      else result[name] = computed
    }
  }
  return result
}
