import { Decimal128, Long, ObjectId, type Timestamp } from 'bson'
import { MongoServerError } from '../errors'
import { roundDecimal, toDecimal128 } from '../values/decimal'
import { isNumeric, TYPES, type TypeName, typeOf } from '../values/document'
import { exactOf, integerOf, numberOf, toDouble, toInteger } from '../values/number'
import { namedArguments } from './arguments'
import { isNullish, isTruthy, nameOfType, type Operator, type SpecialForm } from './scope'
import { parseDate } from './zone'

/** The text of a scalar as `$toString` writes it; `undefined` when the type has none. */
export function textOf(value: unknown): string | undefined {
  switch (typeOf(value)) {
    case 'date':
      return (value as Date).toISOString()
    case 'timestamp':
      return `Timestamp(${(value as Timestamp).getHighBitsUnsigned()}, ${(value as Timestamp).getLowBitsUnsigned()})`
    case 'string':
    case 'symbol':
    case 'bool':
    case 'int':
    case 'long':
    case 'double':
    case 'decimal':
    case 'objectId':
      return String(value)
    default:
      return undefined
  }
}

const failed = (message: string) => new MongoServerError('ConversionFailure', message)

const unsupported = (value: unknown, to: string) =>
  failed(`Unsupported conversion from ${nameOfType(value)} to ${to} in $convert with no onError value`)

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function toIntegerType(value: unknown, to: 'int' | 'long'): unknown {
  let integer: bigint | undefined
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value))
      throw failed(`Failed to parse number '${value}' in $convert with no onError value: Did not consume whole string.`)
    integer = BigInt(value.replace('+', ''))
  } else if (typeof value === 'boolean') integer = BigInt(value)
  else if (value instanceof Date && to === 'long') integer = BigInt(value.getTime())
  else if (isNumeric(value)) {
    const exact = exactOf(value)
    if (typeof exact === 'number')
      throw failed(
        `Attempt to convert ${Number.isNaN(exact) ? 'NaN' : 'infinity'} value to integer type in $convert with no onError value`,
      )
    const whole = roundDecimal(exact, 0, true)
    integer = whole.exponent < 40 ? whole.coefficient * 10n ** BigInt(whole.exponent) : 2n ** 100n
  } else throw unsupported(value, to)
  const result = toInteger(integer, to)
  if (result === undefined || (to === 'int' && result instanceof Long))
    throw failed(`Conversion would overflow target type in $convert with no onError value: ${value}`)
  return result
}

function toDoubleType(value: unknown): unknown {
  if (typeof value === 'boolean') return toDouble(Number(value))
  if (value instanceof Date) return toDouble(value.getTime())
  if (isNumeric(value)) return toDouble(numberOf(value))
  if (typeof value !== 'string') throw unsupported(value, 'double')
  if (!NUMBER.test(value))
    throw failed(`Failed to parse number '${value}' in $convert with no onError value: Did not consume whole string.`)
  return toDouble(Number(value))
}

function toDecimalType(value: unknown): unknown {
  if (value instanceof Decimal128) return value
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0')
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()))
  if (typeof value === 'string') {
    if (!NUMBER.test(value))
      throw failed(
        `Failed to parse number '${value}' in $convert with no onError value: Failed to parse string to decimal`,
      )
    return Decimal128.fromString(value)
  }
  if (!isNumeric(value)) throw unsupported(value, 'decimal')
  if (typeOf(value) === 'double') return Decimal128.fromString(numberOf(value).toPrecision(15))
  const exact = exactOf(value)
  return typeof exact === 'number' ? Decimal128.fromString(String(exact)) : toDecimal128(exact)
}

function toDate(value: unknown): unknown {
  if (value instanceof Date) return value
  if (typeof value === 'string') return parseDate(value, undefined)
  if (value instanceof ObjectId) return value.getTimestamp()
  if (typeOf(value) === 'timestamp') return new Date((value as Long).getHighBitsUnsigned() * 1000)
  if (!isNumeric(value) || typeOf(value) === 'int') throw unsupported(value, 'date')
  return new Date(Math.trunc(numberOf(value)))
}

function toObjectId(value: unknown): unknown {
  if (value instanceof ObjectId) return value
  if (typeof value !== 'string') throw unsupported(value, 'objectId')
  if (!/^[0-9a-f]{24}$/i.test(value))
    throw failed(
      `Failed to parse objectId '${value}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 but found ${value.length}`,
    )
  return new ObjectId(value)
}

const CONVERT: Partial<Record<TypeName, (value: unknown) => unknown>> = {
  int: (value) => toIntegerType(value, 'int'),
  long: (value) => toIntegerType(value, 'long'),
  double: toDoubleType,
  decimal: toDecimalType,
  bool: (value) => (isNumeric(value) || typeof value === 'boolean' ? isTruthy(value) : true),
  string: (value) => {
    const text = textOf(value)
    if (text === undefined) throw unsupported(value, 'string')
    return text
  },
  date: toDate,
  objectId: toObjectId,
}

const converting = (to: TypeName): Operator => ({
  arity: [1, 1],
  apply: (value) => (isNullish(value) ? null : CONVERT[to]?.(value)),
})

const plain: Record<string, Operator> = {
  $toInt: converting('int'),
  $toLong: converting('long'),
  $toDouble: converting('double'),
  $toDecimal: converting('decimal'),
  $toBool: converting('bool'),
  $toString: converting('string'),
  $toDate: converting('date'),
  $toObjectId: converting('objectId'),
  $type: { arity: [1, 1], apply: nameOfType },
  $isNumber: { arity: [1, 1], apply: isNumeric },
}

function targetType(value: unknown): TypeName {
  const name =
    typeof value === 'string'
      ? value
      : Object.keys(TYPES).find((key) => isNumeric(value) && TYPES[key as TypeName].code === Number(integerOf(value)))
  if (name === undefined || !Object.hasOwn(TYPES, name))
    throw new MongoServerError('BadValue', `Unknown type name: ${value}`)
  if (!CONVERT[name as TypeName]) throw failed(`Unsupported conversion to ${name} in $convert`)
  return name as TypeName
}

const named: Record<string, SpecialForm> = {
  $convert: (operand, compile) => {
    const { input, to, onError, onNull } = namedArguments(
      '$convert',
      operand,
      { input: 9, to: 9 },
      ['onError', 'onNull'],
      compile,
      9,
    )
    return (scope) => {
      const value = input?.(scope)
      if (isNullish(value)) return onNull ? onNull(scope) : null
      const type = to?.(scope)
      if (isNullish(type)) return null
      const convert = CONVERT[targetType(type)]
      try {
        return convert?.(value)
      } catch (error) {
        if (onError) return onError(scope)
        throw error
      }
    }
  },
}

export const CONVERSIONS = { plain, named }
