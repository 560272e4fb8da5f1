import type { ObjectId, Timestamp } from 'bson'
import { binaryParts, type Document, rankOf, regexParts } from './document'
import { compareNumbers } from './number'

/** MongoDB's total order over values of all types; missing (`undefined`) stands just below null. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b)
  const rank = rankOf(a)
  const difference = rank - rankOf(b)
  return difference !== 0 ? Math.sign(difference) : compareWithin(rank, a, b)
}

/** Equal in MongoDB's sense: 1 and 1.0 are, and documents when their fields are in the same order. */
export function valuesEqual(a: unknown, b: unknown): boolean {
  return a === b || compareValues(a, b) === 0
}

/** Order of the UTF-8 bytes, which is that of the code points: surrogates stand above all other UTF-16 units. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i)
    const right = b.charCodeAt(i)
    if (left === right) continue
    const isLeftHigh = left >= 0xd800 && left <= 0xdfff
    const isRightHigh = right >= 0xd800 && right <= 0xdfff
    if (isLeftHigh !== isRightHigh) return isLeftHigh ? 1 : -1
    return left < right ? -1 : 1
  }
  return Math.sign(a.length - b.length)
}

function compareWithin(rank: number, a: unknown, b: unknown): number {
  switch (rank) {
    case 4:
      return compareNumbers(a, b)
    case 5:
    case 15:
      return compareStrings(String(a), String(b))
    case 6:
      return compareDocuments(a as Document, b as Document)
    case 7:
      return compareArrays(a as unknown[], b as unknown[])
    case 8: {
      const [left, right] = [binaryParts(a), binaryParts(b)]
      const difference = left.bytes.length - right.bytes.length || left.subtype - right.subtype
      return difference !== 0 ? Math.sign(difference) : Buffer.compare(left.bytes, right.bytes)
    }
    case 9:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id)
    case 10:
      return Number(a) - Number(b)
    case 11:
      return Math.sign((a as Date).getTime() - (b as Date).getTime())
    case 12:
      return (a as Timestamp).compare(b as Timestamp)
    case 13: {
      const [left, right] = [regexParts(a), regexParts(b)]
      return compareStrings(left.pattern, right.pattern) || compareStrings(left.options, right.options)
    }
    default:
      return 0
  }
}

function compareDocuments(a: Document, b: Document): number {
  const left = Object.keys(a)
  const right = Object.keys(b)
  for (let i = 0; i < left.length && i < right.length; i++) {
    const [nameOfA, nameOfB] = [left[i] as string, right[i] as string]
    const [valueOfA, valueOfB] = [a[nameOfA], b[nameOfB]]
    const rank = rankOf(valueOfA)
    const order =
      Math.sign(rank - rankOf(valueOfB)) || compareStrings(nameOfA, nameOfB) || compareWithin(rank, valueOfA, valueOfB)
    if (order !== 0) return order
  }
  return Math.sign(left.length - right.length)
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareValues(a[i], b[i])
    if (order !== 0) return order
  }
  return Math.sign(a.length - b.length)
}
