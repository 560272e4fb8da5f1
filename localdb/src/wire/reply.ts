import type { MongoServerError } from '../errors'
import { documentOf } from '../values/document'
import { encode } from '../values/encode'

const names: Buffer[] = []

/** Type byte and name of an array's element that is a document. */
function elementHead(index: number): Buffer {
  const known = names[index]
  if (known) return known
  const head = Buffer.from(`\x03${index}\0`)
  if (index < 10_000) names[index] = head
  return head
}

/** An answer with a batch of documents; stored bytes go into it as they are. */
export function cursorReply(
  field: 'firstBatch' | 'nextBatch',
  batch: Uint8Array[],
  id: bigint,
  namespace: string,
): Uint8Array {
  let arrayBytes = 5
  for (let i = 0; i < batch.length; i++) arrayBytes += elementHead(i).length + (batch[i] as Uint8Array).length
  const ns = Buffer.from(namespace)
  const cursorBytes = 4 + (1 + field.length + 1 + arrayBytes) + (1 + 3 + 8) + (1 + 3 + 4 + ns.length + 1) + 1
  const body = Buffer.allocUnsafe(4 + 8 + cursorBytes + 4 + 8 + 1)
  let at = body.writeInt32LE(body.length, 0)
  at += body.write('\x03cursor\0', at, 'latin1')
  at = body.writeInt32LE(cursorBytes, at)
  at += body.write(`\x04${field}\0`, at, 'latin1')
  at = body.writeInt32LE(arrayBytes, at)
  for (let i = 0; i < batch.length; i++) {
    const head = elementHead(i)
    body.set(head, at)
    at += head.length
    body.set(batch[i] as Uint8Array, at)
    at += (batch[i] as Uint8Array).length
  }
  body[at++] = 0
  at += body.write('\x12id\0', at, 'latin1')
  at = body.writeBigInt64LE(id, at)
  at += body.write('\x02ns\0', at, 'latin1')
  at = body.writeInt32LE(ns.length + 1, at)
  body.set(ns, at)
  at += ns.length
  body[at++] = 0
  body[at++] = 0
  at += body.write('\x01ok\0', at, 'latin1')
  at = body.writeDoubleLE(1, at)
  body[at] = 0
  return body
}

export function errorReply({ message, code, codeName, extra }: MongoServerError): Uint8Array {
  return encode(documentOf(Object.entries({ ok: 0, errmsg: message, code, codeName, ...extra })))
}
