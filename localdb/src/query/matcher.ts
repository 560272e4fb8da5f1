import { compileExpression } from '../aggregate/expression'
import { isTruthy } from '../aggregate/scope'
import { MongoServerError } from '../errors'
import { type Document, documentOf, isDocument } from '../values/document'
import { type MatchDetails, someValue } from '../values/path'
import {
  BIT_TESTS,
  badValue,
  bitsTest,
  COMPARISONS,
  comparedWith,
  equalTo,
  matching,
  memberOf,
  ofSize,
  ofType,
  type Predicate,
  remainderIs,
} from './operators'
import { isRegex, regexWithOptions } from './regex'

/** Whether a document satisfies the filter; `details` receives what the positional `$` stands for. */
export type Matcher = (document: Document, details?: MatchDetails) => boolean

/** Compiles a filter. Throws what MongoDB answers to a malformed one. */
export function compileFilter(filter: Document): Matcher {
  return compileDocument(filter, true)
}

/** `isRoot`: the filter is for whole documents, not for elements of arrays. */
function compileDocument(filter: Document, isRoot: boolean): Matcher {
  const conditions: Matcher[] = []
  for (const name in filter) {
    const operand = filter[name]
    if (name.startsWith('$')) {
      const condition = compileTopLevel(name, operand, isRoot)
      if (condition) conditions.push(condition)
    } else conditions.push(...compileField(name, operand))
  }
  return all(conditions)
}

function all(conditions: Matcher[]): Matcher {
  const [first, second] = conditions
  if (!first) return () => true
  if (!second) return first
  if (conditions.length === 2) return (document, details) => first(document, details) && second(document, details)
  return (document, details) => conditions.every((condition) => condition(document, details))
}

function compileTopLevel(name: string, operand: unknown, isRoot: boolean): Matcher | undefined {
  const compile = Object.hasOwn(TOP_LEVEL, name) ? TOP_LEVEL[name] : undefined
  if (compile) return compile(operand, isRoot, name)
  if (name === '$where') throw badValue('no globalScriptEngine in $where parsing')
  if (name === '$text') throw new MongoServerError('IndexNotFound', 'text index required for $text query')
  if (name === '$jsonSchema') throw new MongoServerError('NotImplemented', '$jsonSchema is not supported')
  throw badValue(
    `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  )
}

/** Operators that stand beside field names. Those without a matcher mean nothing. */
const TOP_LEVEL: Record<string, (operand: unknown, isRoot: boolean, name: string) => Matcher | undefined> = {
  $and: (operand, isRoot, name) => all(branches(name, operand, isRoot)),
  $or: (operand, isRoot, name) => {
    const options = branches(name, operand, isRoot)
    return (document, details) => options.some((option) => option(document, details))
  },
  $nor: (operand, isRoot, name) => {
    const options = branches(name, operand, isRoot)
    return (document, details) => !options.some((option) => option(document, { variables: details?.variables }))
  },
  $expr: (operand, isRoot) => {
    if (!isRoot) throw badValue('$expr can only be applied to the top-level document')
    const evaluate = compileExpression(operand)
    const NOW = new Date()
    return (document, details) => isTruthy(evaluate({ NOW, ...details?.variables, ROOT: document, CURRENT: document }))
  },
  $comment: () => undefined,
  $alwaysTrue: () => () => true,
  $alwaysFalse: () => () => false,
}

function branches(name: string, operand: unknown, isRoot: boolean): Matcher[] {
  if (!Array.isArray(operand)) throw badValue(`${name} argument must be an array`)
  if (operand.length === 0) throw badValue('$and/$or/$nor must be a nonempty array')
  return operand.map((branch) => {
    if (!isDocument(branch)) throw badValue('$or/$and/$nor entries need to be full objects')
    return compileDocument(branch, isRoot)
  })
}

/** A document of operators: its first name begins with `$` (a DBRef does not count). */
export function isOperatorDocument(value: unknown): value is Document {
  if (!isDocument(value)) return false
  for (const name in value) return name.startsWith('$') && name !== '$ref' && name !== '$id'
  return false
}

interface Target {
  parts: readonly string[]
  /** Whether an array at the end of the path stands for its elements, too. */
  expandsLeaf: boolean
}

function compileField(path: string, operand: unknown): Matcher[] {
  return compileConditions({ parts: path.split('.'), expandsLeaf: true }, operand)
}

function compileConditions(target: Target, operand: unknown): Matcher[] {
  if (isRegex(operand)) return [onValues(target, matching(operand))]
  if (!isOperatorDocument(operand)) return [onValues(target, equalTo(operand))]
  return Object.keys(operand).flatMap((name) => compileOperator(name, operand[name], target, operand) ?? [])
}

/** Some value at the path satisfies the predicate. */
function onValues({ parts, expandsLeaf }: Target, predicate: Predicate): Matcher {
  const [name] = parts
  if (parts.length > 1 || name === undefined) {
    return (document, details) => someValue(document, parts, predicate, expandsLeaf, details)
  }
  return (document, details) => {
    const value = document[name]
    return Array.isArray(value) ? someValue(document, parts, predicate, expandsLeaf, details) : predicate(value)
  }
}

const whole = ({ parts }: Target): Target => ({ parts, expandsLeaf: false })

const negated =
  (matcher: Matcher): Matcher =>
  (document) =>
    !matcher(document)

function compileOperator(name: string, operand: unknown, target: Target, siblings: Document): Matcher | undefined {
  const compile = Object.hasOwn(FIELD_OPERATORS, name) ? FIELD_OPERATORS[name] : undefined
  if (compile) return compile(operand, target, siblings)
  if (name === '$near' || name === '$nearSphere') {
    throw new MongoServerError('NoQueryExecutionPlans', 'unable to find index for $geoNear query')
  }
  throw badValue(`unknown operator: ${name}`)
}

type CompileOperator = (operand: unknown, target: Target, siblings: Document) => Matcher | undefined

const entriesOf = <T extends string>(names: readonly T[], compile: (name: T) => CompileOperator) =>
  Object.fromEntries(names.map((name) => [name, compile(name)]))

/** Operators that stand below a field name. */
const FIELD_OPERATORS: Record<string, CompileOperator> = {
  $eq: (operand, target) => onValues(target, equalTo(operand)),
  $ne: (operand, target) => {
    if (isRegex(operand)) throw badValue("Can't have regex as arg to $ne.")
    return negated(onValues(target, equalTo(operand)))
  },
  ...entriesOf(COMPARISONS, (name) => (operand, target) => {
    return onValues(target, comparedWith(name, operand, target.parts.join('.')))
  }),
  $in: (operand, target) => onValues(target, memberOf(operand, '$in')),
  $nin: (operand, target) => negated(onValues(target, memberOf(operand, '$nin'))),
  $not: compileNot,
  $exists: (operand, target) => {
    const exists = onValues(whole(target), (value) => value !== undefined)
    return isTruthy(operand) ? exists : negated(exists)
  },
  $type: (operand, target) => onValues(target, ofType(operand)),
  $mod: (operand, target) => onValues(target, remainderIs(operand)),
  $regex: (operand, target, { $options }) => onValues(target, matching(regexWithOptions(operand, $options))),
  $options: (_, __, siblings) => {
    if (!('$regex' in siblings)) throw badValue('$options needs a $regex')
    return undefined
  },
  $all: compileAll,
  $elemMatch: compileElemMatch,
  $size: (operand, target) => onValues(whole(target), ofSize(operand)),
  ...entriesOf(BIT_TESTS, (name) => (operand, target) => onValues(target, bitsTest(name, operand))),
  $comment: () => undefined,
}

export const QUERY_OPERATORS: string[] = [
  ...new Set([...Object.keys(FIELD_OPERATORS), ...Object.keys(TOP_LEVEL)]),
].sort()

function compileNot(operand: unknown, target: Target): Matcher {
  if (isRegex(operand)) return negated(onValues(target, matching(operand)))
  if (!isDocument(operand)) throw badValue('$not needs a regex or a document')
  if (Object.keys(operand).length === 0) throw badValue('$not cannot be empty')
  if (!isOperatorDocument(operand)) throw badValue(`unknown operator: ${Object.keys(operand)[0]}`)
  return negated(all(compileConditions(target, operand)))
}

function compileAll(operand: unknown, target: Target): Matcher {
  if (!Array.isArray(operand)) throw badValue('$all needs an array')
  if (operand.length === 0) return () => false
  const isElemMatch = (item: unknown) => isDocument(item) && Object.keys(item)[0] === '$elemMatch'
  return all(
    operand.map((item) => {
      if (isElemMatch(operand[0])) {
        if (!isElemMatch(item)) throw badValue('$all/$elemMatch has to be consistent')
        return compileElemMatch((item as Document).$elemMatch, target)
      }
      if (isOperatorDocument(item)) throw badValue('no $ expressions in $all')
      return onValues(target, isRegex(item) ? matching(item) : equalTo(item))
    }),
  )
}

function compileElemMatch(operand: unknown, target: Target): Matcher {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object')
  const matches = elementMatcher(operand)
  return (document, details) =>
    someValue(
      document,
      target.parts,
      (value) => {
        const index = Array.isArray(value) ? value.findIndex(matches) : -1
        if (index >= 0 && details) details.arrayIndex = index
        return index >= 0
      },
      false,
      details,
    )
}

/** Whether one element of an array satisfies the operand of `$elemMatch` or `$pull`. */
export function elementMatcher(condition: Document): Predicate {
  const first = Object.keys(condition)[0] ?? ''
  if (isOperatorDocument(condition) && !(first in TOP_LEVEL)) {
    const conditions = compileConditions({ parts: [''], expandsLeaf: false }, condition)
    return (value) => conditions.every((matches) => matches({ '': value }))
  }
  const matches = compileDocument(condition, false)
  return (value) => {
    if (Array.isArray(value)) return matches(documentOf(value.map((item, i) => [String(i), item])))
    return isDocument(value) && matches(value)
  }
}
