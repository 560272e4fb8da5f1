import { Decimal128, Double, Int32, Long } from 'bson'
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimalOfDouble,
  divideDecimals,
  multiplyDecimals,
  parseDecimal,
  shortDecimalOfDouble,
  toDecimal128,
} from './decimal'
import { isInt32, typeOf } from './document'

type NumericType = 'int' | 'long' | 'double' | 'decimal'

const MIN_LONG = -(2n ** 63n)
const MAX_LONG = 2n ** 63n - 1n

/** A double in the form documents hold it. */
export const toDouble = (value: number): number | Double => (isInt32(value) ? new Double(value) : value)

/** An integer as `int`, or as `long` when it does not fit or is asked for; `undefined` beyond 64 bits. */
export function toInteger(value: bigint, type: 'int' | 'long' = 'int'): number | Long | undefined {
  if (value < MIN_LONG || value > MAX_LONG) return undefined
  const small = Number(value)
  return type === 'int' && isInt32(small) ? small : Long.fromBigInt(value)
}

/** The number as a JS number; longs and decimals may lose digits. Anything else is NaN. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  if (value instanceof Double || value instanceof Int32) return value.value
  if (value instanceof Long) return value.toNumber()
  if (value instanceof Decimal128) return Number(value.toString())
  return typeof value === 'bigint' ? Number(value) : Number.NaN
}

/** For int and long only. */
export function bigintOf(value: unknown): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(typeof value === 'bigint' ? value : numberOf(value))
}

/** An integral number of any type within 64 bits, or `undefined`. */
export function integerOf(value: unknown): bigint | undefined {
  const exact = exactOf(value)
  if (typeof exact === 'number') return undefined
  const { coefficient, exponent } = exact
  if (exponent > 20) return undefined
  const unit = 10n ** BigInt(Math.abs(exponent))
  if (exponent < 0 && coefficient % unit !== 0n) return undefined
  const integer = exponent < 0 ? coefficient / unit : coefficient * unit
  return integer < MIN_LONG || integer > MAX_LONG ? undefined : integer
}

/** The exact value, or a JS number for NaN and the infinities (and for what is no number: NaN). */
export function exactOf(value: unknown): Decimal | number {
  if (value instanceof Decimal128) return parseDecimal(value)
  if (value instanceof Long || typeof value === 'bigint') return { coefficient: bigintOf(value), exponent: 0 }
  const number = numberOf(value)
  return Number.isFinite(number) ? decimalOfDouble(number) : number
}

/** Exact across types; NaN equals NaN and is below every other number; -0 equals 0. */
export function compareNumbers(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return compareDoubles(a, b)
  if (a instanceof Long && b instanceof Long) return a.compare(b)
  if (isExactDouble(a) && isExactDouble(b)) return compareDoubles(numberOf(a), numberOf(b))
  const [left, right] = [exactOf(a), exactOf(b)]
  if (typeof left !== 'number' && typeof right !== 'number') return compareDecimals(left, right)
  return compareDoubles(typeof left === 'number' ? left : 0, typeof right === 'number' ? right : 0)
}

const isExactDouble = (value: unknown) => typeof value === 'number' || value instanceof Double || value instanceof Int32

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1
}

/** The type of a result: decimal before double before long before int. */
function widest(a: unknown, b: unknown): NumericType {
  const [left, right] = [typeOf(a), typeOf(b)]
  for (const type of ['decimal', 'double', 'long'] as const) if (left === type || right === type) return type
  return 'int'
}

type Operation = 'add' | 'subtract' | 'multiply'

/**
 * Arithmetic with MongoDB's types: int widens to long when it must; a long beyond 64 bits gives `undefined`
 * (an update refuses it, an expression goes on with a double).
 */
export function calculate(operation: Operation, a: unknown, b: unknown): unknown {
  const type = widest(a, b)
  if (type === 'int') {
    const [left, right] = [numberOf(a), numberOf(b)]
    const result = onNumbers(operation, left, right) + 0
    if (isInt32(result)) return result
    return toInteger(onBigints(operation, BigInt(left), BigInt(right)), 'int')
  }
  if (type === 'long') return toInteger(onBigints(operation, bigintOf(a), bigintOf(b)), 'long')
  if (type === 'double') return toDouble(onNumbers(operation, numberOf(a), numberOf(b)))
  return onDecimals(
    a,
    b,
    (left, right) => {
      if (operation === 'multiply') return multiplyDecimals(left, right)
      return addDecimals(left, operation === 'add' ? right : { ...right, coefficient: -right.coefficient })
    },
    (left, right) => onNumbers(operation, left, right),
  )
}

/** Division as `$divide` does it: a double, or a decimal when either is one. */
export function divide(a: unknown, b: unknown): unknown {
  if (widest(a, b) !== 'decimal') return toDouble(numberOf(a) / numberOf(b))
  return onDecimals(a, b, divideDecimals, (left, right) => left / right)
}

/** Remainder with the sign of the dividend. */
export function remainder(a: unknown, b: unknown): unknown {
  const type = widest(a, b)
  if (type === 'double') return toDouble(numberOf(a) % numberOf(b))
  if (type !== 'decimal') return toInteger(bigintOf(a) % bigintOf(b), type)
  return onDecimals(
    a,
    b,
    (left, right) => {
      const exponent = Math.min(left.exponent, right.exponent)
      const scale = (value: Decimal) => value.coefficient * 10n ** BigInt(value.exponent - exponent)
      return { coefficient: scale(left) % scale(right), exponent }
    },
    (left, right) => left % right,
  )
}

function onNumbers(operation: Operation, a: number, b: number): number {
  return operation === 'add' ? a + b : operation === 'subtract' ? a - b : a * b
}

function onBigints(operation: Operation, a: bigint, b: bigint): bigint {
  return operation === 'add' ? a + b : operation === 'subtract' ? a - b : a * b
}

function onDecimals(
  a: unknown,
  b: unknown,
  exact: (a: Decimal, b: Decimal) => Decimal,
  special: (a: number, b: number) => number,
): Decimal128 {
  const [left, right] = [widen(a), widen(b)]
  if (typeof left === 'number' || typeof right === 'number') {
    const number = (value: Decimal | number) =>
      typeof value === 'number' ? value : value.coefficient > 0n ? 1 : value.coefficient < 0n ? -1 : 0
    return Decimal128.fromString(String(special(number(left), number(right))))
  }
  return toDecimal128(exact(left, right))
}

function widen(value: unknown): Decimal | number {
  if (typeOf(value) !== 'double') return exactOf(value)
  const number = numberOf(value)
  return Number.isFinite(number) ? shortDecimalOfDouble(number) : number
}
