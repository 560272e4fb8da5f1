import { randomBytes } from 'node:crypto'
import { Binary, type Document, Long } from 'bson'
import { describe, expect, it } from 'vitest'
import { useLocalServer } from './support/localServer'
import { RawClient } from './support/rawClient'

const local = useLocalServer()
const newSession = () => ({ lsid: { id: new Binary(randomBytes(16), 4) }, txnNumber: Long.fromNumber(1), $db: 'test' })

/** The driver would put a session of its own on the command. */
async function send(command: Document): Promise<Document> {
  const client = await RawClient.open(local.server.port)
  try {
    return await client.command(command)
  } finally {
    client.close()
  }
}

describe('a retryable write', () => {
  it('is applied once and answered twice', async () => {
    const increment = {
      update: 'counters',
      updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }],
      ...newSession(),
    }
    const first = await send(increment)
    expect(first).toMatchObject({ n: 1, upserted: [{ index: 0, _id: 1 }] })
    expect(await send(increment)).toEqual(first)
    expect(await local.db.collection('counters').findOne()).toEqual({ _id: 1, n: 1 })
  })

  it('is not applied again after a restart', async () => {
    const insert = { insert: 'once', documents: [{ _id: 'a' }], ...newSession() }
    await send(insert)
    await local.restart()
    expect(await send(insert)).toMatchObject({ n: 1, ok: 1 })
    expect(await local.db.collection('once').countDocuments()).toBe(1)
  })

  it('gives the document of findAndModify again', async () => {
    await local.db.collection<{ _id: string; n: number }>('queue').insertOne({ _id: 'job', n: 0 })
    const take = {
      findAndModify: 'queue',
      query: { _id: 'job' },
      update: { $inc: { n: 1 } },
      new: true,
      ...newSession(),
    }
    expect((await send(take)).value).toEqual({ _id: 'job', n: 1 })
    expect((await send(take)).value).toEqual({ _id: 'job', n: 1 })
  })

  it('that is older than the last one of its session is refused', async () => {
    const session = newSession()
    await send({ insert: 'aged', documents: [{}], ...session, txnNumber: Long.fromNumber(5) })
    const older = await send({ insert: 'aged', documents: [{}], ...session, txnNumber: Long.fromNumber(4) })
    expect(older).toMatchObject({ ok: 0, code: 225, codeName: 'TransactionTooOld' })
  })

  it('sent over many connections at once is applied once', async () => {
    const command = {
      update: 'raced',
      updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }],
      ...newSession(),
    }
    const replies = await Promise.all(Array.from({ length: 10 }, () => send(command)))
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(await local.db.collection('raced').findOne()).toEqual({ _id: 1, n: 1 })
  })
})

describe('a repeated commit', () => {
  it('is answered as the first one, after a restart too', async () => {
    const transaction = { ...newSession(), autocommit: false }
    const commit = () => send({ commitTransaction: 1, ...transaction, $db: 'admin' })
    await send({ insert: 'committed', documents: [{ _id: 3 }], startTransaction: true, ...transaction })
    expect(await commit()).toMatchObject({ ok: 1 })
    expect(await commit()).toMatchObject({ ok: 1 })
    await local.restart()
    expect(await commit()).toMatchObject({ ok: 1 })
    expect(await local.db.collection('committed').countDocuments()).toBe(1)
  })

  it('of a transaction that never was is refused', async () => {
    const reply = await send({ commitTransaction: 1, ...newSession(), autocommit: false, $db: 'admin' })
    expect(reply).toMatchObject({
      ok: 0,
      code: 251,
      codeName: 'NoSuchTransaction',
      errorLabels: ['TransientTransactionError'],
    })
  })
})
