import { randomBytes } from 'node:crypto'
import { Binary, type Document, Long } from 'bson'
import { message, RawClient } from '../test/support/rawClient'

/** Reads and updates by a unique key over bare connections: what the server does when the driver costs nothing. */
export async function measureWire(
  uri: string,
  connections: number,
  seconds: number,
  documents: number,
): Promise<Record<string, number>> {
  const port = Number(new URL(uri).port)
  const clients = await Promise.all(Array.from({ length: connections }, () => RawClient.open(port)))
  const sessions = clients.map(() => ({ id: new Binary(randomBytes(16), Binary.SUBTYPE_UUID) }))
  let calls = 0
  const rate = async (commandFor: (key: number, call: number) => Document) => {
    calls = 0
    const startedAt = performance.now()
    await Promise.all(
      clients.map(async (client, i) => {
        while (performance.now() < startedAt + seconds * 1000) {
          const call = calls++
          client.send(message({ ...commandFor((call * 7919) % documents, call), lsid: sessions[i], $db: 'bench' }))
          await client.frame()
        }
      }),
    )
    return Math.round((calls / (performance.now() - startedAt)) * 1000)
  }
  const find = (key: number) => ({ find: 'marks32', filter: { key }, limit: 1, singleBatch: true })
  const update = (key: number, call: number) => ({
    update: 'marks32',
    updates: [{ q: { key }, u: { $set: { status: `w${call}` } } }],
    txnNumber: Long.fromNumber(call + 1),
  })
  try {
    return { ping: await rate(() => ({ ping: 1 })), read: await rate(find), update: await rate(update) }
  } finally {
    for (const client of clients) client.close()
  }
}
