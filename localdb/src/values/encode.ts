import { Binary, type Code, type Decimal128, Long, type ObjectId } from 'bson'
import { MongoServerError } from '../errors'
import { binaryParts, type Document, MAX_DEPTH, regexParts, TYPES, tooDeep, typeOf } from './document'

let output: Buffer = Buffer.allocUnsafeSlow(64 * 1024)
let length = 0

function room(count: number): void {
  if (length + count <= output.length) return
  const larger = Buffer.allocUnsafeSlow(Math.max(output.length * 2, length + count))
  output.copy(larger, 0, 0, length)
  output = larger
}

/** Writes one BSON document. Fields that are `undefined` are left out. */
export function encode(document: Document): Uint8Array {
  length = 0
  writeDocument(document, 0)
  const bytes = Buffer.allocUnsafe(length)
  output.copy(bytes, 0, 0, length)
  if (output.length > 1024 * 1024) output = Buffer.allocUnsafeSlow(64 * 1024)
  return bytes
}

function writeInt32(value: number): void {
  room(4)
  output.writeInt32LE(value | 0, length)
  length += 4
}

function writeText(text: string): void {
  room(text.length * 3 + 1)
  let position = length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127 || i === 32) {
      position = length + output.write(text, length)
      break
    }
    output[position++] = code
  }
  output[position] = 0
  length = position + 1
}

function writeCString(text: string): void {
  if (text.includes('\0')) throw new MongoServerError('BadValue', 'names and patterns must not contain null bytes')
  writeText(text)
}

function writeString(text: string): void {
  const start = length
  room(4)
  length += 4
  writeText(text)
  output.writeInt32LE(length - start - 4, start)
}

function writeBytes(bytes: Uint8Array): void {
  room(bytes.length)
  output.set(bytes, length)
  length += bytes.length
}

function writeDocument(document: Document, depth: number): void {
  if (depth > MAX_DEPTH) throw tooDeep()
  const start = length
  room(5)
  length += 4
  for (const name in document) writeElement(name, document[name], depth)
  room(1)
  output[length++] = 0
  output.writeInt32LE(length - start, start)
}

function writeArray(items: unknown[], depth: number): void {
  if (depth > MAX_DEPTH) throw tooDeep()
  const start = length
  room(5)
  length += 4
  for (let i = 0; i < items.length; i++) writeElement(String(i), items[i] ?? null, depth)
  room(1)
  output[length++] = 0
  output.writeInt32LE(length - start, start)
}

function writeHeader(code: number, name: string): void {
  room(1)
  output[length++] = code
  writeCString(name)
}

function writeElement(name: string, value: unknown, depth: number): void {
  if (typeof value === 'string') {
    writeHeader(0x02, name)
    return writeString(value)
  }
  if (value === undefined || typeof value === 'function') return
  const type = typeOf(value)
  writeHeader(TYPES[type].code, name)
  switch (type) {
    case 'int':
      return writeInt32(Number(value))
    case 'double':
      room(8)
      output.writeDoubleLE(Number(value), length)
      length += 8
      return
    case 'bool':
      room(1)
      output[length++] = value ? 1 : 0
      return
    case 'date': {
      const time = (value as Date).getTime()
      if (Number.isNaN(time)) throw new MongoServerError('BadValue', 'date beyond the year 275760')
      const high = Math.floor(time / 4294967296)
      writeInt32(time - high * 4294967296)
      return writeInt32(high)
    }
    case 'objectId':
      return writeBytes((value as ObjectId).id)
    case 'object':
      return writeDocument(value as Document, depth + 1)
    case 'array':
      return writeArray(value as unknown[], depth + 1)
    case 'long':
    case 'timestamp': {
      const { low, high } = typeof value === 'bigint' ? Long.fromBigInt(value) : (value as Long)
      writeInt32(low)
      return writeInt32(high)
    }
    case 'decimal':
      return writeBytes((value as Decimal128).bytes)
    case 'binData': {
      const { bytes, subtype } = binaryParts(value)
      const isOld = subtype === Binary.SUBTYPE_BYTE_ARRAY
      writeInt32(bytes.length + (isOld ? 4 : 0))
      room(1)
      output[length++] = subtype
      if (isOld) writeInt32(bytes.length)
      return writeBytes(bytes)
    }
    case 'regex': {
      const { pattern, options } = regexParts(value)
      writeCString(pattern)
      return writeCString(options)
    }
    case 'symbol':
      return writeString(String(value))
    case 'javascript':
      return writeString((value as Code).code)
    default:
      return
  }
}
