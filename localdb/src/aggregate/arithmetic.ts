import { Decimal128, Long } from 'bson'
import { MongoServerError } from '../errors'
import { roundDecimal, toDecimal128 } from '../values/decimal'
import { isNumeric, typeOf } from '../values/document'
import {
  bigintOf,
  calculate,
  compareNumbers,
  divide,
  exactOf,
  integerOf,
  numberOf,
  remainder,
  toDouble,
  toInteger,
} from '../values/number'
import { fail, isNullish, nameOfType, type Operator, requireNumber } from './scope'

const isDate = (value: unknown): value is Date => value instanceof Date

/** Beyond 64 bits an expression goes on in double. */
function widened(operation: 'add' | 'subtract' | 'multiply', a: unknown, b: unknown): unknown {
  const result = calculate(operation, a, b)
  return result ?? calculate(operation, toDouble(numberOf(a)), toDouble(numberOf(b)))
}

/** One number in, one out; null for null. */
const unary = (name: string, apply: (value: unknown) => unknown): Operator => ({
  arity: [1, 1],
  apply: (value) => (isNullish(value) ? null : apply(requireNumber(28765, name, value))),
})

/** To so many decimal places, in the number's own type. */
function rounded(value: unknown, places: number, mode: 'half' | 'zero'): unknown {
  const exact = exactOf(value)
  if (typeof exact === 'number') return value
  const result = roundDecimal(exact, places, mode === 'zero')
  if (value instanceof Decimal128) return toDecimal128(result)
  if (typeOf(value) === 'double') return toDouble(Number(`${result.coefficient}e${result.exponent}`))
  return toInteger(integerOf(toDecimal128(result)) ?? bigintOf(value), value instanceof Long ? 'long' : 'int')
}

const rounding = (name: string, mode: 'half' | 'zero'): Operator => ({
  arity: [1, 2],
  apply: (value, places = 0) => {
    if (isNullish(value) || places === null) return null
    const digits = integerOf(places)
    if (digits === undefined) throw fail(51082, `precision argument to ${name} must be a integral value`)
    if (digits < -20n || digits > 100n) throw fail(51083, `cannot apply ${name} with precision value ${digits}`)
    return rounded(requireNumber(51081, name, value), Number(digits), mode)
  },
})

/** The next integer in one direction, in the number's own type. */
const toWhole = (name: string, direction: 1 | -1): Operator =>
  unary(name, (value) => {
    const whole = rounded(value, 0, 'zero')
    return compareNumbers(value, whole) * direction > 0 ? calculate('add', whole, direction) : whole
  })

function sum(...values: unknown[]): unknown {
  let total: unknown = 0
  let date: Date | undefined
  for (const value of values) {
    if (isNullish(value)) return null
    if (isDate(value)) {
      if (date) throw fail(16612, 'only one date allowed in an $add expression')
      date = value
    } else if (isNumeric(value)) total = widened('add', total, value)
    else throw mistyped(`$add only supports numeric or date types, not ${nameOfType(value)}`)
  }
  return date ? new Date(date.getTime() + Math.trunc(numberOf(total))) : total
}

const mistyped = (message: string) => new MongoServerError('TypeMismatch', message)

function subtract(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null
  if (isNumeric(a) && isNumeric(b)) return widened('subtract', a, b)
  if (isDate(a) && isDate(b)) return Long.fromNumber(a.getTime() - b.getTime())
  if (isDate(a) && isNumeric(b)) return new Date(a.getTime() - Math.trunc(numberOf(b)))
  throw mistyped(`can't $subtract ${nameOfType(b)} from ${nameOfType(a)}`)
}

function multiply(...values: unknown[]): unknown {
  if (values.some(isNullish)) return null
  const odd = values.find((value) => !isNumeric(value))
  if (odd !== undefined) throw mistyped(`$multiply only supports numeric types, not ${nameOfType(odd)}`)
  return values.reduce((product, value) => widened('multiply', product, value), 1)
}

const dividing = (name: string, codes: { type: number; zero: number }, apply: Operator['apply']): Operator => ({
  arity: [2, 2],
  apply: (a, b) => {
    if (isNullish(a) || isNullish(b)) return null
    const types = `${nameOfType(a)} and ${nameOfType(b)}`
    if (!isNumeric(a) || !isNumeric(b)) throw fail(codes.type, `${name} only supports numeric types, not ${types}`)
    if (numberOf(b) === 0) throw fail(codes.zero, `can't ${name} by zero`)
    return apply(a, b)
  },
})

export const ARITHMETIC: Record<string, Operator> = {
  $add: { arity: [0, Infinity], apply: sum },
  $subtract: { arity: [2, 2], apply: subtract },
  $multiply: { arity: [0, Infinity], apply: multiply },
  $divide: dividing('$divide', { type: 14, zero: 2 }, divide),
  $mod: dividing('$mod', { type: 16611, zero: 16610 }, remainder),
  $abs: unary('$abs', (value) => (compareNumbers(value, 0) < 0 ? widened('multiply', value, -1) : value)),
  $ceil: toWhole('$ceil', 1),
  $floor: toWhole('$floor', -1),
  $round: rounding('$round', 'half'),
  $trunc: rounding('$trunc', 'zero'),
}
