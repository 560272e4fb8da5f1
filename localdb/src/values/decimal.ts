import { Decimal128 } from 'bson'

/** coefficient × 10^exponent, exactly. */
export interface Decimal {
  coefficient: bigint
  exponent: number
}

const PRECISION = 34
const MIN_EXPONENT = -6176
const MAX_EXPONENT = 6111

export const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent)
const digitsOf = (value: bigint): number => String(value < 0n ? -value : value).length

/** The exact value, or a double for NaN and the infinities. */
export function parseDecimal(value: Decimal128): Decimal | number {
  const text = value.toString()
  const [, sign, digits, exponent] = /^(-?)([\d.]+)(?:E([+-]?\d+))?$/.exec(text) ?? []
  if (digits === undefined) return text === 'NaN' ? Number.NaN : text.startsWith('-') ? -Infinity : Infinity
  const [whole = '', fraction = ''] = digits.split('.')
  const coefficient = BigInt(whole + fraction)
  return { coefficient: sign ? -coefficient : coefficient, exponent: Number(exponent ?? 0) - fraction.length }
}

/** A finite double as an exact decimal. */
export function decimalOfDouble(value: number): Decimal {
  if (Number.isInteger(value)) return { coefficient: BigInt(value), exponent: 0 }
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  const raw = bits.getBigUint64(0)
  const biased = Number((raw >> 52n) & 0x7ffn)
  const fraction = raw & 0xfffffffffffffn
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n
  const shift = 1075 - Math.max(biased, 1)
  const coefficient = mantissa * 5n ** BigInt(shift)
  return { coefficient: value < 0 ? -coefficient : coefficient, exponent: -shift }
}

/** As MongoDB widens a double for decimal arithmetic: 15 significant digits. */
export function shortDecimalOfDouble(value: number): Decimal {
  return parseDecimal(Decimal128.fromString(value.toPrecision(15))) as Decimal
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const exponent = Math.min(a.exponent, b.exponent)
  const left = a.coefficient * powerOfTen(a.exponent - exponent)
  const right = b.coefficient * powerOfTen(b.exponent - exponent)
  return left < right ? -1 : left > right ? 1 : 0
}

/** Division to `digits` decimal places from the coefficient, half to even. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  const twice = (dividend % divisor) * 2n
  const size = twice < 0n ? -twice : twice
  const limit = divisor < 0n ? -divisor : divisor
  if (size < limit || (size === limit && quotient % 2n === 0n)) return quotient
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n
}

/** Rounds to 34 digits, half to even. */
export function toDecimal128({ coefficient, exponent }: Decimal): Decimal128 {
  let [digits, power] = [coefficient, exponent]
  const excess = Math.max(digitsOf(digits) - PRECISION, MIN_EXPONENT - power)
  if (excess > 0) {
    digits = divideRounded(digits, powerOfTen(excess))
    power += excess
  }
  while (power > MAX_EXPONENT && digits !== 0n && digitsOf(digits) < PRECISION) {
    digits *= 10n
    power--
  }
  if (power > MAX_EXPONENT) return Decimal128.fromString(digits === 0n ? '0' : digits < 0n ? '-Infinity' : 'Infinity')
  return Decimal128.fromString(`${digits}E${power}`)
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent)
  const left = a.coefficient * powerOfTen(a.exponent - exponent)
  return { coefficient: left + b.coefficient * powerOfTen(b.exponent - exponent), exponent }
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent }
}

/** `b` must not be zero. An exact quotient keeps no needless zeros. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(0, PRECISION + 2 + digitsOf(b.coefficient) - digitsOf(a.coefficient))
  let coefficient = divideRounded(a.coefficient * powerOfTen(scale), b.coefficient)
  let exponent = a.exponent - b.exponent - scale
  const ideal = a.exponent - b.exponent
  while (exponent < ideal && coefficient % 10n === 0n) {
    coefficient /= 10n
    exponent++
  }
  return { coefficient, exponent }
}

/** Rounds to so many decimal places (negative: tens, hundreds …), half to even or towards zero. */
export function roundDecimal({ coefficient, exponent }: Decimal, places: number, towardsZero: boolean): Decimal {
  const drop = -places - exponent
  if (drop <= 0) return { coefficient, exponent }
  const unit = powerOfTen(drop)
  return { coefficient: towardsZero ? coefficient / unit : divideRounded(coefficient, unit), exponent: -places }
}
