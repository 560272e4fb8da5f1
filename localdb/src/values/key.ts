import type { ObjectId, Timestamp } from 'bson'
import type { Decimal } from './decimal'
import { binaryParts, type Document, rankOf, regexParts } from './document'
import { compareNumbers, exactOf, numberOf } from './number'

export type Direction = 1 | -1

let output = Buffer.allocUnsafeSlow(4096)
let length = 0
const bits = new DataView(new ArrayBuffer(8))

function room(count: number): void {
  if (length + count <= output.length) return
  const larger = Buffer.allocUnsafeSlow(Math.max(output.length * 2, length + count))
  output.copy(larger, 0, 0, length)
  output = larger
}

/**
 * The index key of these values: comparing keys byte by byte gives the order of the values, field by field, turned
 * round where the direction is -1. No key of a field begins another, so fewer values than directions make a prefix.
 */
export function encodeKey(values: unknown[], directions: readonly Direction[]): Uint8Array {
  length = 0
  for (let i = 0; i < values.length; i++) {
    const start = length
    writeValue(values[i])
    if (directions[i] === -1) invert(start)
  }
  const key = Buffer.allocUnsafe(length)
  for (let i = 0; i < length; i++) key[i] = output[i] as number
  return key
}

/** A string that is equal for equal values only: for sets and hash joins. */
export function hashOf(value: unknown): string {
  if (typeof value === 'string') return `s${value}`
  if (rankOf(value) === 4) {
    const number = numberOf(value)
    if (compareNumbers(number, value) === 0) return `n${number}`
  }
  length = 0
  writeValue(value)
  return output.toString('latin1', 0, length)
}

/** The end of a prefix: above every key that begins with it, below every other larger key. */
export function keyAfter(prefix: Uint8Array): Uint8Array {
  const key = Buffer.allocUnsafe(prefix.length + 1)
  key.set(prefix)
  key[prefix.length] = 0xff
  return key
}

export interface Interval {
  low: unknown
  lowInclusive: boolean
  high: unknown
  highInclusive: boolean
}

/** The keys of an index (`from` ≤ key < `to`) that begin with `prefix` and go on with a value in the interval. */
export function keyRange(
  prefix: unknown[],
  interval: Interval | undefined,
  directions: readonly Direction[],
): { from: Uint8Array; to: Uint8Array } {
  if (!interval) {
    const from = encodeKey(prefix, directions)
    return { from, to: keyAfter(from) }
  }
  const low = encodeKey([...prefix, interval.low], directions)
  const high = encodeKey([...prefix, interval.high], directions)
  if (directions[prefix.length] === -1) {
    return { from: interval.highInclusive ? high : keyAfter(high), to: interval.lowInclusive ? keyAfter(low) : low }
  }
  return { from: interval.lowInclusive ? low : keyAfter(low), to: interval.highInclusive ? keyAfter(high) : high }
}

function invert(start: number): void {
  for (let i = start; i < length; i++) output[i] = 255 - (output[i] as number)
}

function writeByte(byte: number): void {
  room(1)
  output[length++] = byte
}

function writeValue(value: unknown): void {
  const rank = rankOf(value)
  writeByte(rank)
  writeBody(rank, value)
}

function writeBody(rank: number, value: unknown): void {
  switch (rank) {
    case 4:
      return writeNumber(value)
    case 5:
    case 15:
      return writeText(typeof value === 'string' ? value : String(value))
    case 6:
      for (const name of Object.keys(value as Document)) {
        const field = (value as Document)[name]
        const fieldRank = rankOf(field)
        writeByte(fieldRank)
        writeText(name)
        writeBody(fieldRank, field)
      }
      return writeByte(0)
    case 7:
      for (const item of value as unknown[]) writeValue(item)
      return writeByte(0)
    case 8: {
      const { bytes, subtype } = binaryParts(value)
      room(5 + bytes.length)
      length = output.writeUInt32BE(bytes.length, length)
      output[length++] = subtype
      output.set(bytes, length)
      length += bytes.length
      return
    }
    case 9:
      room(12)
      output.set((value as ObjectId).id, length)
      length += 12
      return
    case 10:
      return writeByte(value ? 1 : 0)
    case 11:
      return writeDouble((value as Date).getTime() || 0)
    case 12:
      room(8)
      length = output.writeUInt32BE((value as Timestamp).high >>> 0, length)
      length = output.writeUInt32BE((value as Timestamp).low >>> 0, length)
      return
    case 13: {
      const { pattern, options } = regexParts(value)
      writeText(pattern)
      return writeText(options)
    }
    default:
      return
  }
}

/** UTF-8, ended by a zero byte; bytes 0 and 1 are escaped so that they sort where they belong. */
function writeText(text: string): void {
  room(text.length * 3 + 1)
  let position = length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127 || code < 2) return writeLongText(text)
    output[position++] = code
  }
  output[position++] = 0
  length = position
}

function writeLongText(text: string): void {
  const bytes = Buffer.from(text)
  room(bytes.length * 2 + 1)
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte < 2) output[length++] = 1
    output[length++] = byte < 2 ? byte + 1 : byte
  }
  output[length++] = 0
}

function writeDouble(value: number): void {
  room(8)
  if (Number.isNaN(value)) {
    output.fill(0, length, length + 8)
  } else {
    bits.setFloat64(0, value + 0)
    const mask = bits.getUint8(0) & 0x80 ? 0xff : 0
    for (let i = 0; i < 8; i++) output[length + i] = bits.getUint8(i) ^ mask
    if (mask === 0) output[length] = (output[length] as number) | 0x80
  }
  length += 8
}

/**
 * Numbers of all types: the largest double that is not above the number, then 0 when that is the number itself,
 * else 1 and the exact number.
 */
function writeNumber(value: unknown): void {
  if (typeof value === 'number') {
    writeDouble(value)
    return writeByte(0)
  }
  const exact = exactOf(value)
  if (typeof exact === 'number') {
    writeDouble(exact)
    return writeByte(0)
  }
  const near = Number(`${exact.coefficient}e${exact.exponent}`)
  const order = compareNumbers(near, value)
  writeDouble(order > 0 ? doubleBelow(near) : near)
  writeByte(order === 0 ? 0 : 1)
  if (order !== 0) writeExact(exact)
}

function doubleBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE
  bits.setFloat64(0, value)
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? -1n : 1n))
  return bits.getFloat64(0)
}

function writeExact({ coefficient, exponent }: Decimal): void {
  const digits = String(coefficient < 0n ? -coefficient : coefficient)
  const significant = digits.replace(/0+$/, '')
  const start = length
  room(significant.length + 3)
  length = output.writeUInt16BE(0x8000 + digits.length + exponent, length)
  for (let i = 0; i < significant.length; i++) output[length++] = significant.charCodeAt(i)
  output[length++] = 0
  if (coefficient < 0n) invert(start)
}
