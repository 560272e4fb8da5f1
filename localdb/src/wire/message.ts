import { MongoServerError } from '../errors'
import { decode } from '../values/decode'
import type { Document } from '../values/document'
import { crc32c } from './checksum'

export const MAX_MESSAGE_BYTES = 48_000_000
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
export const HEADER_BYTES = 16

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
const REQUIRED_FLAGS = 0xffff

/** A frame that no client may send; the connection is closed. */
export class MalformedMessageError extends Error {}

export interface Request {
  id: number
  command: Document
  database: string
  /** Documents of an `insert` as they were sent. */
  documents?: Uint8Array[]
  /** The client does not read an answer. */
  wantsNoReply: boolean
  /** Sent as OP_QUERY, which only the first handshake may be. */
  isLegacy: boolean
}

/** A well-framed message whose content is refused; the client gets the error as an answer. */
export class RefusedRequestError extends Error {
  constructor(
    readonly request: Pick<Request, 'id' | 'isLegacy' | 'wantsNoReply'>,
    readonly reason: MongoServerError,
  ) {
    super(reason.message)
  }
}

/** Reads a whole frame. Throws MalformedMessageError or RefusedRequestError. */
export function parseMessage(frame: Buffer): Request {
  const opCode = frame.readInt32LE(12)
  if (opCode === OP_MSG) return parseMsg(frame)
  if (opCode === OP_QUERY) return parseQuery(frame)
  throw new MalformedMessageError(`unknown operation ${opCode}`)
}

function parseMsg(frame: Buffer): Request {
  if (frame.length < 26) throw new MalformedMessageError('message too short')
  const flags = frame.readUInt32LE(16)
  if (flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) throw new MalformedMessageError('unknown flag')
  const head = { id: frame.readInt32LE(4), isLegacy: false, wantsNoReply: (flags & MORE_TO_COME) !== 0 }
  const hasChecksum = (flags & CHECKSUM_PRESENT) !== 0
  const end = frame.length - (hasChecksum ? 4 : 0)
  if (hasChecksum && crc32c(frame.subarray(0, end)) !== frame.readUInt32LE(end))
    throw new MalformedMessageError('checksum does not match')
  let body: Buffer | undefined
  const sequences = new Map<string, Buffer[]>()
  let at = 20
  while (at < end) {
    const kind = frame[at++]
    const size = at + 4 <= end ? frame.readInt32LE(at) : -1
    if (size < 5 || at + size > end) throw new MalformedMessageError('section exceeds the message')
    const section = frame.subarray(at, at + size)
    at += size
    if (kind === 0 && !body) body = section
    else if (kind === 1) addSequence(sequences, section)
    else throw new MalformedMessageError('unexpected section')
  }
  if (!body) throw new MalformedMessageError('message without a body')
  try {
    const command = decode(body)
    const request: Request = { ...head, command, database: String(command.$db ?? '') }
    for (const [name, documents] of sequences) {
      if (name in command) throw new MongoServerError(40415, `BSON field '${name}' is a duplicate field`)
      if (name === 'documents') request.documents = documents
      command[name] = name === 'documents' ? [] : documents.map(decode)
    }
    return request
  } catch (error) {
    if (error instanceof MongoServerError) throw new RefusedRequestError(head, error)
    throw error
  }
}

function addSequence(sequences: Map<string, Buffer[]>, section: Buffer): void {
  const nameEnd = section.indexOf(0, 4)
  if (nameEnd < 0) throw new MalformedMessageError('unterminated name')
  const name = section.toString('utf8', 4, nameEnd)
  if (sequences.has(name)) throw new MalformedMessageError('repeated sequence')
  const documents: Buffer[] = []
  for (let at = nameEnd + 1; at < section.length; ) {
    const size = at + 4 <= section.length ? section.readInt32LE(at) : -1
    if (size < 5 || at + size > section.length) throw new MalformedMessageError('document exceeds its sequence')
    documents.push(section.subarray(at, at + size))
    at += size
  }
  sequences.set(name, documents)
}

function parseQuery(frame: Buffer): Request {
  const nameEnd = frame.indexOf(0, 20)
  const start = nameEnd + 9
  const size = nameEnd > 0 && start + 4 <= frame.length ? frame.readInt32LE(start) : -1
  if (size < 5 || start + size > frame.length) throw new MalformedMessageError('query exceeds the message')
  const head = { id: frame.readInt32LE(4), isLegacy: true, wantsNoReply: false }
  const namespace = frame.toString('utf8', 20, nameEnd)
  try {
    const sent = decode(frame.subarray(start, start + size))
    const command = (sent.$query ?? sent.query ?? sent) as Document
    return { ...head, command, database: namespace.split('.')[0] ?? '' }
  } catch (error) {
    if (error instanceof MongoServerError) throw new RefusedRequestError(head, error)
    throw error
  }
}

let lastReplyId = 0

/** The head of an answer; `body` follows it. */
export function replyHead(request: Pick<Request, 'id' | 'isLegacy'>, body: Uint8Array): Buffer {
  const head = Buffer.alloc(request.isLegacy ? 36 : 21)
  head.writeInt32LE(head.length + body.length, 0)
  lastReplyId = (lastReplyId + 1) & 0x7fffffff
  head.writeInt32LE(lastReplyId, 4)
  head.writeInt32LE(request.id, 8)
  head.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12)
  if (request.isLegacy) {
    head.writeInt32LE(8, 16)
    head.writeInt32LE(1, 32)
  }
  return head
}
