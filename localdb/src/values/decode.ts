import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'
import { MongoServerError } from '../errors'
import { type Document, isInt32, MAX_DEPTH, newDocument, tooDeep } from './document'

/** Those that bson has; it throws an error of its own for others. */
const REGEX_OPTIONS = /^[ilmsux]*$/
const invalid = (reason: string) => new MongoServerError('InvalidBSON', `Invalid BSON: ${reason}`)

let input: Buffer = Buffer.alloc(0)
let at = 0
let end = 0

/** Reads one BSON document; every length is checked against the bytes there are. Throws InvalidBSON. */
export function decode(bytes: Uint8Array): Document {
  input = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  at = 0
  end = input.length
  const document = readDocument(0)
  if (at !== end) throw invalid('length does not match the document')
  input = Buffer.alloc(0)
  return document
}

function need(count: number): void {
  if (count < 0 || at + count > end) throw invalid('unexpected end of data')
}

function readInt32(): number {
  need(4)
  at += 4
  const p = at - 4
  return (
    (input[p] as number) |
    ((input[p + 1] as number) << 8) |
    ((input[p + 2] as number) << 16) |
    ((input[p + 3] as number) << 24)
  )
}

function readText(from: number, to: number): string {
  if (to - from > 12) return input.toString('utf8', from, to)
  let text = ''
  for (let i = from; i < to; i++) {
    const byte = input[i] as number
    if (byte > 127) return input.toString('utf8', from, to)
    text += String.fromCharCode(byte)
  }
  return text
}

/** Names seen before, by a hash of their bytes: the same few come again in every document. */
const names: string[] = Array.from({ length: 1024 }, () => '')

function readCString(): string {
  const from = at
  let hash = 0
  for (; at < end && input[at] !== 0; at++) hash = (hash * 31 + (input[at] as number)) | 0
  if (at >= end) throw invalid('unterminated name')
  const size = at++ - from
  const slot = hash & 1023
  const known = names[slot] as string
  if (known.length === size && isTextAt(known, from)) return known
  const text = input.toString('utf8', from, from + size)
  if (text.length === size && size <= 64) names[slot] = text
  return text
}

function isTextAt(text: string, from: number): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== input[from + i]) return false
  return true
}

function readString(): string {
  const length = readInt32()
  need(length)
  if (length < 1 || input[at + length - 1] !== 0) throw invalid('unterminated string')
  const from = at
  at += length
  return readText(from, at - 1)
}

function openObject(depth: number): number {
  if (depth > MAX_DEPTH) throw tooDeep()
  const from = at
  const size = readInt32()
  if (size < 5 || from + size > end) throw invalid('bad object size')
  return from + size
}

function closeObject(to: number): void {
  if (at !== to) throw invalid('object does not end where its size says')
}

function readDocument(depth: number): Document {
  const to = openObject(depth)
  const document = newDocument()
  while (at < end) {
    const type = input[at++] as number
    if (type === 0) break
    const name = readCString()
    document[name] = readValue(type, depth)
  }
  closeObject(to)
  return document
}

function readArray(depth: number): unknown[] {
  const to = openObject(depth)
  const items: unknown[] = []
  while (at < end) {
    const type = input[at++] as number
    if (type === 0) break
    while (input[at] !== 0) if (++at >= end) throw invalid('unterminated name')
    at++
    items.push(readValue(type, depth))
  }
  closeObject(to)
  return items
}

function readValue(type: number, depth: number): unknown {
  switch (type) {
    case 0x10:
      return readInt32()
    case 0x02:
      return readString()
    case 0x01: {
      need(8)
      const value = input.readDoubleLE(at)
      at += 8
      return isInt32(value) ? new Double(value) : value
    }
    case 0x07:
      need(12)
      at += 12
      return new ObjectId(input.subarray(at - 12, at))
    case 0x08: {
      need(1)
      const flag = input[at++] as number
      if (flag > 1) throw invalid('boolean is neither 0 nor 1')
      return flag === 1
    }
    case 0x09: {
      const low = readInt32() >>> 0
      const date = new Date(readInt32() * 4294967296 + low)
      if (Number.isNaN(date.getTime())) throw invalid('date beyond the year 275760')
      return date
    }
    case 0x0a:
    case 0x06: // the deprecated type "undefined"
      return null
    case 0x03:
      return readDocument(depth + 1)
    case 0x04:
      return readArray(depth + 1)
    case 0x12: {
      const low = readInt32()
      return new Long(low, readInt32())
    }
    case 0x11: {
      const low = readInt32()
      return new Timestamp({ i: low >>> 0, t: readInt32() >>> 0 })
    }
    case 0x05: {
      let length = readInt32()
      need(1)
      const subtype = input[at++] as number
      need(length)
      if (subtype === Binary.SUBTYPE_BYTE_ARRAY) {
        const inner = readInt32()
        if (inner !== length - 4) throw invalid('bad length of old binary data')
        length = inner
      }
      at += length
      return new Binary(Uint8Array.prototype.slice.call(input, at - length, at), subtype)
    }
    case 0x0b: {
      const pattern = readCString()
      const options = readCString()
      if (!REGEX_OPTIONS.test(options)) throw invalid('unknown options of a regular expression')
      return new BSONRegExp(pattern, options)
    }
    case 0x13:
      need(16)
      at += 16
      return new Decimal128(Uint8Array.prototype.slice.call(input, at - 16, at))
    case 0x0d:
      return new Code(readString())
    case 0x0e:
      return new BSONSymbol(readString())
    case 0xff:
      return new MinKey()
    case 0x7f:
      return new MaxKey()
    default:
      throw invalid(`unsupported type 0x${type.toString(16)}`)
  }
}
