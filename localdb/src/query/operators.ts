import { ObjectId } from 'bson'
import { MongoServerError } from '../errors'
import { compareValues, valuesEqual } from '../values/compare'
import { isNumeric, rankOf, TYPES, type TypeName, typeOf } from '../values/document'
import { hashOf } from '../values/key'
import { integerOf, numberOf } from '../values/number'
import { isRegex, regexOf } from './regex'

/** A condition on one value; missing is `undefined`. */
export type Predicate = (value: unknown) => boolean

export const badValue = (message: string): MongoServerError => new MongoServerError('BadValue', message)

export const isNaNValue = (value: unknown): boolean => rankOf(value) === 4 && Number.isNaN(numberOf(value))

export function equalTo(operand: unknown): Predicate {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand
  const type = typeOf(operand)
  if (type === 'objectId') {
    const id = operand as ObjectId
    return (value) => value instanceof ObjectId && id.equals(value)
  }
  if (typeof operand === 'number' && operand === operand) {
    return (value) => value === operand || (typeof value === 'object' && valuesEqual(value, operand))
  }
  return (value) => valuesEqual(value, operand)
}

const holds = {
  $gt: (order: number) => order > 0,
  $gte: (order: number) => order >= 0,
  $lt: (order: number) => order < 0,
  $lte: (order: number) => order <= 0,
}
export type Comparison = keyof typeof holds
export const COMPARISONS = Object.keys(holds) as Comparison[]
export const isComparison = (name: string): name is Comparison => Object.hasOwn(holds, name)

/** Only values of the operand's own type compare; the ends of the order compare with everything. */
export function comparedWith(operator: Comparison, operand: unknown, path: string): Predicate {
  if (isRegex(operand)) throw badValue(`Can't have RegEx as arg to predicate over field '${path}'.`)
  const holdsFor = holds[operator]
  const isInclusive = operator.length === 4
  if (operand === null || operand === undefined) {
    return (value) => isInclusive && (value === null || value === undefined)
  }
  if (isNaNValue(operand)) return (value) => isInclusive && isNaNValue(value)
  const rank = rankOf(operand)
  if (rank === TYPES.minKey.rank || rank === TYPES.maxKey.rank) {
    return (value) => holdsFor(compareValues(value, operand))
  }
  return (value) => rankOf(value) === rank && holdsFor(compareValues(value, operand)) && !isNaNValue(value)
}

export function matching(regex: unknown): Predicate {
  const compiled = regexOf(regex)
  return (value) =>
    typeof value === 'string'
      ? compiled.test(value)
      : typeof value === 'object' &&
        ((isRegex(value) && valuesEqual(value, regex)) || (typeOf(value) === 'symbol' && compiled.test(String(value))))
}

export function memberOf(operand: unknown, operator: '$in' | '$nin'): Predicate {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`)
  for (const item of operand) {
    const first = typeOf(item) === 'object' ? Object.keys(item as object)[0] : undefined
    if (first?.startsWith('$') && first !== '$ref' && first !== '$id') throw badValue(`cannot nest $ under ${operator}`)
  }
  const regexes = operand.filter(isRegex).map(matching)
  const values = operand.filter((item) => !isRegex(item))
  if (values.length < 8) {
    const predicates = [...values.map(equalTo), ...regexes]
    return (value) => predicates.some((predicate) => predicate(value))
  }
  const hashes = new Set(values.map((value) => hashOf(value ?? null)))
  return (value) => hashes.has(hashOf(value ?? null)) || regexes.some((predicate) => predicate(value))
}

/** Types by alias or code, or a list of them; `number` is all four. Shared by `$type` of queries and `$isNumber`. */
export function ofType(operand: unknown): Predicate {
  const wanted = new Set<TypeName>()
  const items = Array.isArray(operand) ? operand : [operand]
  if (items.length === 0) throw new MongoServerError('FailedToParse', '$type must match at least one type')
  for (const item of items) {
    if (item === 'number') {
      for (const name of ['int', 'long', 'double', 'decimal'] as const) wanted.add(name)
    } else if (typeof item === 'string') {
      if (!Object.hasOwn(TYPES, item)) throw badValue(`Unknown type name alias: ${item}`)
      wanted.add(item as TypeName)
    } else if (isNumeric(item)) {
      const code = numberOf(item)
      const name = Object.keys(TYPES).find((key) => TYPES[key as TypeName].code === code)
      if (!name) throw badValue(`Invalid numerical type code: ${code}`)
      wanted.add(name as TypeName)
    } else throw new MongoServerError('TypeMismatch', 'type must be represented as a number or a string')
  }
  return (value) => value !== undefined && wanted.has(typeOf(value))
}

export function remainderIs(operand: unknown): Predicate {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array')
  if (operand.length < 2) throw badValue('malformed mod, not enough elements')
  if (operand.length > 2) throw badValue('malformed mod, too many elements')
  const [divisor, wanted] = operand.map((item, i) => {
    if (!isNumeric(item)) throw badValue(`malformed mod, ${i === 0 ? 'divisor' : 'remainder'} not a number`)
    const number = Math.trunc(numberOf(item))
    if (!Number.isFinite(number)) throw badValue(`malformed mod, ${i === 0 ? 'divisor' : 'remainder'} value is invalid`)
    return typeOf(item) === 'long' ? (integerOf(item) as bigint) : BigInt(number)
  }) as [bigint, bigint]
  if (divisor === 0n) throw badValue('divisor cannot be 0')
  return (value) => {
    if (!isNumeric(value)) return false
    const number = numberOf(value)
    if (!Number.isFinite(number) || Math.abs(number) > 2 ** 63) return false
    const dividend = typeOf(value) === 'long' ? (integerOf(value) as bigint) : BigInt(Math.trunc(number))
    return dividend % divisor === wanted
  }
}

export function ofSize(operand: unknown): Predicate {
  const size = integerOf(operand)
  if (!isNumeric(operand))
    throw badValue(`Failed to parse $size. Expected a number in: $size: ${JSON.stringify(operand)}`)
  if (size === undefined) throw badValue(`Failed to parse $size. Expected an integer: $size: ${numberOf(operand)}`)
  if (size < 0n) throw badValue(`Failed to parse $size. Expected a non-negative number in: $size: ${size}`)
  return (value) => Array.isArray(value) && value.length === Number(size)
}

const bitTests = {
  $bitsAllSet: (value: bigint, mask: bigint) => (value & mask) === mask,
  $bitsAnySet: (value: bigint, mask: bigint) => (value & mask) !== 0n,
  $bitsAllClear: (value: bigint, mask: bigint) => (value & mask) === 0n,
  $bitsAnyClear: (value: bigint, mask: bigint) => (value & mask) !== mask,
}
export const BIT_TESTS = Object.keys(bitTests) as (keyof typeof bitTests)[]

/** Bit tests; the operand is a mask or a list of positions. */
export function bitsTest(operator: keyof typeof bitTests, operand: unknown): Predicate {
  const mask = bitMask(operator, operand)
  const test = bitTests[operator]
  return (value) => {
    const integer = isNumeric(value) ? integerOf(value) : undefined
    return integer !== undefined && test(BigInt.asUintN(64, integer), mask)
  }
}

function bitMask(operator: string, operand: unknown): bigint {
  if (Array.isArray(operand)) {
    return operand.reduce<bigint>((mask, item) => {
      const position = isNumeric(item) ? integerOf(item) : undefined
      if (position === undefined || position < 0n) throw badValue('bit positions must be non-negative integers')
      return mask | (1n << (position > 63n ? 63n : position))
    }, 0n)
  }
  const mask = isNumeric(operand) ? integerOf(operand) : undefined
  if (mask === undefined || mask < 0n) {
    throw new MongoServerError(
      'FailedToParse',
      `${operator} takes an Array, a number, or a BinData but received: ${typeOf(operand)}`,
    )
  }
  return mask
}
