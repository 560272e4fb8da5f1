import { Long, Timestamp } from 'bson'
import { MongoServerError } from '../errors'
import { elementMatcher } from '../query/matcher'
import { badValue, matching } from '../query/operators'
import { isRegex } from '../query/regex'
import { sortDocuments } from '../query/sort'
import { compareValues, valuesEqual } from '../values/compare'
import { type Document, isDocument, isNumeric, newDocument, typeOf } from '../values/document'
import { hashOf } from '../values/key'
import { bigintOf, calculate, integerOf, numberOf, toInteger } from '../values/number'
import { show } from './show'

/** What an operator gives when the field stays as it is, or goes. */
export const NO_CHANGE = Symbol('no change')
export const REMOVED = Symbol('removed')

export interface Place {
  now: Date
  path: string
  _id: unknown
}

export interface Operator {
  /** Whether a missing path is created. */
  createsPath: boolean
  /** The new value, from the present one (`undefined`: missing), or NO_CHANGE or REMOVED. */
  apply: (current: unknown, place: Place) => unknown
}

type Compile = (operand: unknown, path: string) => Operator

const creating = (apply: Operator['apply']): Operator => ({ createsPath: true, apply })
const onlyExisting = (apply: Operator['apply']): Operator => ({ createsPath: false, apply })

const COMPILERS = {
  $set: (operand) => creating(() => operand),
  $setOnInsert: (operand) => creating(() => operand),
  $unset: () => onlyExisting(() => REMOVED),
  $inc: (operand, path) => arithmetic('$inc', operand, path),
  $mul: (operand, path) => arithmetic('$mul', operand, path),
  $min: (operand) =>
    creating((current) => (current === undefined || compareValues(operand, current) < 0 ? operand : NO_CHANGE)),
  $max: (operand) =>
    creating((current) => (current === undefined || compareValues(operand, current) > 0 ? operand : NO_CHANGE)),
  $rename: (operand, path) => {
    if (typeof operand !== 'string')
      throw badValue(`The 'to' field for $rename must be a string: ${path}: ${show(operand)}`)
    if (operand === path) throw badValue(`The source and target field for $rename must differ: ${path}: "${operand}"`)
    for (const [end, name] of [
      ['source', path],
      ['destination', operand],
    ] as const) {
      if (/(^|\.)\$/.test(name)) throw badValue(`The ${end} field for $rename may not be dynamic: ${name}`)
      if (name.split('.').includes(''))
        throw new MongoServerError(
          'EmptyFieldName',
          `The update path '${name}' contains an empty field name, which is not allowed.`,
        )
    }
    return onlyExisting(() => NO_CHANGE)
  },
  $currentDate: (operand) => {
    const type = isDocument(operand) ? operand.$type : operand
    if (isDocument(operand) ? type !== 'date' && type !== 'timestamp' : typeof operand !== 'boolean') {
      throw badValue(
        isDocument(operand)
          ? "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}"
          : `${typeOf(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
      )
    }
    return creating((_, { now }) =>
      type === 'timestamp' ? new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }) : now,
    )
  },
  $push: compilePush,
  $addToSet: (operand) => {
    const values = eachOf(operand, '$addToSet') ?? [operand]
    return creating((current) => {
      if (current !== undefined && !Array.isArray(current)) {
        throw badValue(`Cannot apply $addToSet to non-array field. Field named has non-array type ${typeOf(current)}`)
      }
      const items = [...((current as unknown[] | undefined) ?? [])]
      const known = new Set(items.map(hashOf))
      for (const value of values) {
        const hash = hashOf(value)
        if (!known.has(hash)) items.push(value)
        known.add(hash)
      }
      return current !== undefined && items.length === (current as unknown[]).length ? NO_CHANGE : items
    })
  },
  $pop: (operand, path) => {
    const end = isNumeric(operand) ? numberOf(operand) : Number.NaN
    if (end !== 1 && end !== -1) {
      throw new MongoServerError(
        'FailedToParse',
        isNumeric(operand) ? `$pop expects 1 or -1, found: ${end}` : `Expected a number in: ${path}: ${show(operand)}`,
      )
    }
    return onlyExisting((current, place) => {
      if (current === undefined) return NO_CHANGE
      if (!Array.isArray(current)) {
        throw new MongoServerError(
          'TypeMismatch',
          `Path '${place.path}' contains an element of non-array type '${typeOf(current)}'`,
        )
      }
      return end === 1 ? current.slice(0, -1) : current.slice(1)
    })
  },
  $pull: (operand) => {
    const matches = isDocument(operand)
      ? elementMatcher(operand)
      : isRegex(operand)
        ? matching(operand)
        : (value: unknown) => valuesEqual(value, operand)
    return onlyExisting((current) => without(current, matches))
  },
  $pullAll: (operand) => {
    if (!Array.isArray(operand))
      throw badValue(`$pullAll requires an array argument but was given a ${typeOf(operand)}`)
    const hashes = new Set(operand.map(hashOf))
    return onlyExisting((current) => without(current, (value) => hashes.has(hashOf(value))))
  },
  $bit: compileBit,
} satisfies Record<string, Compile>

export const UPDATE_OPERATORS = Object.keys(COMPILERS) as (keyof typeof COMPILERS)[]

export function compileOperator(name: string, path: string, operand: unknown): Operator {
  return COMPILERS[name as keyof typeof COMPILERS](operand, path)
}

function arithmetic(name: '$inc' | '$mul', operand: unknown, path: string): Operator {
  const operation = name === '$inc' ? 'add' : 'multiply'
  if (!isNumeric(operand)) {
    const verb = name === '$inc' ? 'increment' : 'multiply'
    throw new MongoServerError('TypeMismatch', `Cannot ${verb} with non-numeric argument: {${path}: ${show(operand)}}`)
  }
  return creating((current, place) => {
    if (current === undefined) return name === '$inc' ? operand : calculate('multiply', operand, 0)
    if (!isNumeric(current)) {
      throw new MongoServerError(
        'TypeMismatch',
        `Cannot apply ${name} to a value of non-numeric type. {_id: ${show(place._id)}} has the field '${place.path.split('.').at(-1)}' of non-numeric type ${typeOf(current)}`,
      )
    }
    const result = calculate(operation, current, operand)
    if (result === undefined) {
      throw badValue(
        `Failed to apply ${name} operations to current value (${show(current)}) for document {_id: ${show(place._id)}}`,
      )
    }
    return result
  })
}

function eachOf(operand: unknown, name: string): unknown[] | undefined {
  if (!isDocument(operand) || !('$each' in operand)) return undefined
  if (!Array.isArray(operand.$each)) {
    const article =
      name === '$push'
        ? 'The argument to $each in $push must be an array but it was of type: '
        : 'The argument to $each in $addToSet must be an array but it was of type '
    throw name === '$push'
      ? badValue(`${article}${typeOf(operand.$each)}`)
      : new MongoServerError('TypeMismatch', `${article}${typeOf(operand.$each)}`)
  }
  const others = Object.keys(operand).filter((key) => key !== '$each')
  if (name === '$addToSet' && others.length > 0) {
    throw badValue(`Found unexpected fields after $each in $addToSet: ${show(operand)}`)
  }
  return operand.$each
}

function compilePush(operand: unknown): Operator {
  const each = eachOf(operand, '$push')
  const clauses = each ? (operand as Document) : newDocument()
  for (const key of Object.keys(clauses)) {
    if (!['$each', '$position', '$slice', '$sort'].includes(key)) throw badValue(`Unrecognized clause in $push: ${key}`)
  }
  const position = integerClause(clauses, '$position')
  const slice = integerClause(clauses, '$slice')
  const sort = compilePushSort(clauses.$sort)
  return creating((current, place) => {
    if (current !== undefined && !Array.isArray(current)) {
      throw badValue(
        `The field '${place.path}' must be an array but is of type ${typeOf(current)} in document {_id: ${show(place._id)}}`,
      )
    }
    let items = [...((current as unknown[] | undefined) ?? [])]
    items.splice(position ?? items.length, 0, ...(each ?? [operand]))
    items = sort(items)
    if (slice === undefined) return items
    return slice >= 0 ? items.slice(0, slice) : items.slice(slice)
  })
}

function integerClause(clauses: Document, name: string): number | undefined {
  if (!(name in clauses)) return undefined
  const value = clauses[name]
  const integer = isNumeric(value) ? integerOf(value) : undefined
  if (integer === undefined) {
    throw badValue(`The value for ${name} must be an integer value but was given type: ${typeOf(value)}`)
  }
  return Number(integer)
}

function compilePushSort(spec: unknown): (items: unknown[]) => unknown[] {
  if (spec === undefined) return (items) => items
  if (isDocument(spec)) {
    for (const [path, order] of Object.entries(spec)) {
      if (path === '' || path.split('.').includes('')) throw badValue('The $sort field cannot be empty')
      if (!isNumeric(order) || Math.abs(numberOf(order)) !== 1)
        throw badValue('The $sort element value must be either 1 or -1')
    }
    if (Object.keys(spec).length === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.')
    return (items) => sortDocuments(items, spec)
  }
  const direction = isNumeric(spec) ? numberOf(spec) : Number.NaN
  if (Math.abs(direction) !== 1) {
    throw badValue(`The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields`)
  }
  return (items) => items.sort((a, b) => compareValues(a, b) * direction)
}

function without(current: unknown, matches: (value: unknown) => boolean): unknown {
  if (current === undefined) return NO_CHANGE
  if (!Array.isArray(current)) throw badValue('Cannot apply $pull to a non-array value')
  const rest = current.filter((value) => !matches(value))
  return rest.length === current.length ? NO_CHANGE : rest
}

function compileBit(operand: unknown, path: string): Operator {
  if (!isDocument(operand)) {
    throw badValue(
      `The $bit modifier is not compatible with a ${typeOf(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    )
  }
  const steps = Object.entries(operand)
  if (steps.length === 0)
    throw badValue(`You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`)
  for (const [name, mask] of steps) {
    if (!['and', 'or', 'xor'].includes(name))
      throw badValue(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${show(mask)}}`,
      )
    if (!isInteger(mask))
      throw badValue(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeOf(mask)}' is not supported here: {${name}: ${show(mask)}}`,
      )
  }
  return creating((current, place) => {
    if (current !== undefined && !isInteger(current)) {
      throw badValue(
        `Cannot apply $bit to a value of non-integral type.{_id: ${show(place._id)}} has the field ${path} of non-integer type ${typeOf(current)}`,
      )
    }
    return steps.reduce<unknown>((value, [name, mask]) => {
      const [left, right] = [bigintOf(value), bigintOf(mask)]
      const result = name === 'and' ? left & right : name === 'or' ? left | right : left ^ right
      return toInteger(result, value instanceof Long || mask instanceof Long ? 'long' : 'int')
    }, current ?? 0)
  })
}

const isInteger = (value: unknown) => typeOf(value) === 'int' || typeOf(value) === 'long'
