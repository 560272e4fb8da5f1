import { BSONRegExp } from 'bson'
import { evaluateExpression, validateExpression } from '../aggregate/expression'
import { MongoServerError } from '../errors'
import { type Document, documentOf, isDocument } from '../values/document'
import { type MatchDetails, someValue } from '../values/path'
import {
  badValue,
  bitsTest,
  bitTests,
  comparedWith,
  equalTo,
  isBitTest,
  isComparison,
  matching,
  memberOf,
  ofSize,
  ofType,
  type Predicate,
  remainderIs,
} from './operators'
import { compileRegex, isRegex } from './regex'

/** Whether a document satisfies the filter; `details` receives what the positional `$` stands for. */
export type Matcher = (document: Document, details?: MatchDetails) => boolean

export const QUERY_OPERATORS = {
  comparison: ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin'],
  logical: ['$and', '$or', '$nor', '$not'],
  element: ['$exists', '$type'],
  evaluation: ['$expr', '$mod', '$regex', '$options', '$comment', '$alwaysTrue', '$alwaysFalse'],
  array: ['$all', '$elemMatch', '$size'],
  bitwise: Object.keys(bitTests),
} as const

/** Compiles a filter. Throws what MongoDB answers to a malformed one. */
export function compileFilter(filter: Document): Matcher {
  const conditions: Matcher[] = []
  for (const name in filter) {
    const operand = filter[name]
    if (name.startsWith('$')) {
      const condition = compileTopLevel(name, operand)
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

function compileTopLevel(name: string, operand: unknown): Matcher | undefined {
  switch (name) {
    case '$and':
      return all(branches(name, operand))
    case '$or': {
      const options = branches(name, operand)
      return (document, details) => options.some((option) => option(document, details))
    }
    case '$nor': {
      const options = branches(name, operand)
      return (document, details) => !options.some((option) => option(document, { variables: details?.variables }))
    }
    case '$expr':
      validateExpression(operand)
      return (document, details) => isTruthy(evaluateExpression(operand, document, details?.variables))
    case '$comment':
      return undefined
    case '$alwaysTrue':
      return () => true
    case '$alwaysFalse':
      return () => false
    case '$where':
      throw badValue('no globalScriptEngine in $where parsing')
    case '$text':
      throw new MongoServerError('IndexNotFound', 'text index required for $text query')
    case '$jsonSchema':
      throw new MongoServerError('NotImplemented', '$jsonSchema is not supported')
    default:
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      )
  }
}

const isTruthy = (value: unknown) =>
  value !== null && value !== undefined && value !== false && (typeof value === 'boolean' || !equalTo(0)(value))

function branches(name: string, operand: unknown): Matcher[] {
  if (!Array.isArray(operand)) throw badValue(`${name} argument must be an array`)
  if (operand.length === 0) throw badValue('$and/$or/$nor must be a nonempty array')
  return operand.map((branch) => {
    if (!isDocument(branch)) throw badValue('$or/$and/$nor entries need to be full objects')
    return compileFilter(branch)
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
  if (isComparison(name)) return onValues(target, comparedWith(name, operand, target.parts.join('.')))
  if (isBitTest(name)) return onValues(target, bitsTest(name, operand))
  switch (name) {
    case '$eq':
      return onValues(target, equalTo(operand))
    case '$ne':
      if (isRegex(operand)) throw badValue("Can't have regex as arg to $ne.")
      return negated(onValues(target, equalTo(operand)))
    case '$in':
      return onValues(target, memberOf(operand, name))
    case '$nin':
      return negated(onValues(target, memberOf(operand, name)))
    case '$exists':
      return isTruthy(operand)
        ? onValues(whole(target), (value) => value !== undefined)
        : negated(onValues(whole(target), (value) => value !== undefined))
    case '$type':
      return onValues(target, ofType(operand))
    case '$mod':
      return onValues(target, remainderIs(operand))
    case '$size':
      return onValues(whole(target), ofSize(operand))
    case '$regex':
      return onValues(target, matching(regexWithOptions(operand, siblings.$options)))
    case '$options':
      if (!('$regex' in siblings)) throw badValue('$options needs a $regex')
      return undefined
    case '$not':
      return compileNot(operand, target)
    case '$all':
      return compileAll(operand, target)
    case '$elemMatch':
      return compileElemMatch(operand, target)
    case '$comment':
      return undefined
    case '$near':
    case '$nearSphere':
      throw new MongoServerError('NoQueryExecutionPlans', `unable to find index for $geoNear query`)
    default:
      throw badValue(`unknown operator: ${name}`)
  }
}

export function regexWithOptions(operand: unknown, options: unknown): unknown {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string')
  if (typeof operand === 'string') {
    compileRegex(operand, options)
    return new BSONRegExp(operand, options)
  }
  if (!isRegex(operand)) throw badValue('$regex has to be a string')
  if (options === undefined) return operand
  const regex = operand as { pattern?: string; source?: string; options?: string; flags?: string }
  if (options && (regex.options || regex.flags)) {
    throw new MongoServerError(51075, 'options set in both $regex and $options')
  }
  return new BSONRegExp(regex.pattern ?? regex.source ?? '', options)
}

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
  if (isOperatorDocument(condition) && !['$and', '$or', '$nor', '$expr'].includes(first)) {
    const conditions = compileConditions({ parts: [''], expandsLeaf: false }, condition)
    return (value) => conditions.every((matches) => matches({ '': value }))
  }
  const matches = compileFilter(condition)
  return (value) => {
    if (Array.isArray(value)) return matches(documentOf(value.map((item, i) => [String(i), item])))
    return isDocument(value) && matches(value)
  }
}
