import { Decimal128, Long } from 'bson'
import { MongoServerError } from '../errors'
import { roundDecimal, toDecimal128 } from '../values/decimal'
import { isNumeric, typeOf } from '../values/document'
import {
  bigintOf,
  calculate,
  compareNumbers,
  divide as divideNumbers,
  exactOf,
  integerOf,
  numberOf,
  remainder,
  toDouble,
  toInteger,
} from '../values/number'
import { isNullish, nameOfType, type Operator } from './scope'

const isDate = (value: unknown): value is Date => value instanceof Date

/** Beyond 64 bits an expression goes on in double. */
function widened(operation: 'add' | 'subtract' | 'multiply', a: unknown, b: unknown): unknown {
  const result = calculate(operation, a, b)
  if (result !== undefined) return result
  return calculate(operation, toDouble(numberOf(a)), toDouble(numberOf(b)))
}

function requireNumber(name: string, value: unknown, code: number | 'TypeMismatch' = 28765): void {
  if (!isNumeric(value))
    throw new MongoServerError(code, `${name} only supports numeric types, not ${nameOfType(value)}`)
}

/** One number in, one out; null for null. */
const unary = (name: string, apply: (value: unknown) => unknown): Operator => ({
  arity: [1, 1],
  apply: (value) => {
    if (isNullish(value)) return null
    requireNumber(name, value)
    return apply(value)
  },
})

const onDoubles = (name: string, compute: (value: number) => number): Operator =>
  unary(name, (value) => {
    const result = compute(numberOf(value))
    return value instanceof Decimal128 ? Decimal128.fromString(String(result)) : toDouble(result)
  })

const rounding = (name: string, isTruncating: boolean): Operator => ({
  arity: [1, 2],
  apply: (value, places = 0) => {
    if (isNullish(value) || places === null) return null
    requireNumber(name, value, 51081)
    const digits = integerOf(places)
    if (digits === undefined)
      throw new MongoServerError(51082, `precision argument to ${name} must be a integral value`)
    if (digits < -20n || digits > 100n)
      throw new MongoServerError(
        51083,
        `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`,
      )
    const exact = exactOf(value)
    if (typeof exact === 'number') return value
    const rounded = roundDecimal(exact, Number(digits), isTruncating)
    if (value instanceof Decimal128) return toDecimal128(rounded)
    if (typeOf(value) === 'double') return toDouble(Number(`${rounded.coefficient}e${rounded.exponent}`))
    return toInteger(integerOf(toDecimal128(rounded)) ?? bigintOf(value), value instanceof Long ? 'long' : 'int')
  },
})

/** Towards an integer, in the number's own type. */
const toWhole = (name: string, compute: (value: number) => number): Operator =>
  unary(name, (value) => {
    if (typeOf(value) === 'double') return toDouble(compute(numberOf(value)))
    if (!(value instanceof Decimal128)) return value
    const exact = exactOf(value)
    if (typeof exact === 'number') return value
    const whole = toDecimal128(roundDecimal(exact, 0, true))
    const order = compareNumbers(value, whole)
    if (order === 0 || compute(order > 0 ? 0.5 : -0.5) === 0) return whole
    return calculate('add', whole, compute(order > 0 ? 0.5 : -0.5))
  })

function sum(...values: unknown[]): unknown {
  let total: unknown = 0
  let date: Date | undefined
  for (const value of values) {
    if (isNullish(value)) return null
    if (isDate(value)) {
      if (date) throw new MongoServerError(16612, 'only one date allowed in an $add expression')
      date = value
    } else if (isNumeric(value)) total = widened('add', total, value)
    else
      throw new MongoServerError('TypeMismatch', `$add only supports numeric or date types, not ${nameOfType(value)}`)
  }
  return date ? new Date(date.getTime() + Math.trunc(numberOf(total))) : total
}

function subtract(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null
  if (isNumeric(a) && isNumeric(b)) return widened('subtract', a, b)
  if (isDate(a)) {
    if (isDate(b)) return Long.fromNumber(a.getTime() - b.getTime())
    if (isNumeric(b)) return new Date(a.getTime() - Math.trunc(numberOf(b)))
  }
  throw new MongoServerError('TypeMismatch', `can't $subtract ${nameOfType(b)} from ${nameOfType(a)}`)
}

function power(base: unknown, exponent: unknown): unknown {
  if (isNullish(base) || isNullish(exponent)) return null
  requireNumber("$pow's base", base, 28762)
  requireNumber("$pow's exponent", exponent, 28763)
  if (numberOf(base) === 0 && numberOf(exponent) < 0)
    throw new MongoServerError(28764, '$pow cannot take a base of 0 and a negative exponent')
  const isIntegral = [base, exponent].every((value) => typeOf(value) === 'int' || typeOf(value) === 'long')
  const exponentInteger = isIntegral ? bigintOf(exponent) : -1n
  if (exponentInteger >= 0n && exponentInteger < 64n) {
    const isLong = base instanceof Long || exponent instanceof Long
    const result = toInteger(bigintOf(base) ** exponentInteger, isLong ? 'long' : 'int')
    if (result !== undefined) return result
  }
  return toDouble(numberOf(base) ** numberOf(exponent))
}

function dividing(name: '$divide' | '$mod', a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null
  if (!isNumeric(a) || !isNumeric(b)) {
    throw new MongoServerError(
      name === '$mod' ? 16611 : 'TypeMismatch',
      `${name} only supports numeric types, not ${nameOfType(a)} and ${nameOfType(b)}`,
    )
  }
  if (numberOf(b) === 0) throw new MongoServerError(name === '$mod' ? 16610 : 'BadValue', `can't ${name} by zero`)
  return name === '$divide' ? divideNumbers(a, b) : remainder(a, b)
}

export const ARITHMETIC: Record<string, Operator> = {
  $add: { arity: [0, Infinity], apply: sum },
  $subtract: { arity: [2, 2], apply: subtract },
  $multiply: {
    arity: [0, Infinity],
    apply: (...values) => {
      if (values.some(isNullish)) return null
      for (const value of values) requireNumber('$multiply', value, 'TypeMismatch')
      return values.reduce((product, value) => widened('multiply', product, value), 1)
    },
  },
  $divide: { arity: [2, 2], apply: (a, b) => dividing('$divide', a, b) },
  $mod: { arity: [2, 2], apply: (a, b) => dividing('$mod', a, b) },
  $pow: { arity: [2, 2], apply: power },
  $abs: unary('$abs', (value) => (compareNumbers(value, 0) < 0 ? widened('multiply', value, -1) : value)),
  $ceil: toWhole('$ceil', Math.ceil),
  $floor: toWhole('$floor', Math.floor),
  $round: rounding('$round', false),
  $trunc: rounding('$trunc', true),
  $sqrt: unary('$sqrt', (value) => {
    if (numberOf(value) < 0) throw new MongoServerError(28714, "$sqrt's argument must be greater than or equal to 0")
    return onDoubles('$sqrt', Math.sqrt).apply(value)
  }),
  $exp: onDoubles('$exp', Math.exp),
  $ln: unary('$ln', (value) => {
    if (numberOf(value) <= 0)
      throw new MongoServerError(28766, `$ln's argument must be a positive number, but is ${value}`)
    return onDoubles('$ln', Math.log).apply(value)
  }),
  $log10: unary('$log10', (value) => {
    if (numberOf(value) <= 0)
      throw new MongoServerError(28761, `$log10's argument must be a positive number, but is ${value}`)
    return onDoubles('$log10', Math.log10).apply(value)
  }),
}
