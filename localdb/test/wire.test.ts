import { serialize } from 'bson'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startLocalDb } from '../src/index'
import { temporaryFolder, until, useLocalServer } from './support/localServer'
import { frameOf, message, RawClient, withChecksum } from './support/rawClient'

const local = useLocalServer()
const open = () => RawClient.open(local.server.port)

describe('the wire', () => {
  it('answers the handshake of old and new drivers as the primary of a set of one', async () => {
    const client = await open()
    const query = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.from([0, 0, 0, 0, 255, 255, 255, 255]),
      serialize({ isMaster: 1, helloOk: true }),
    ])
    client.send(frameOf(2004, query))
    expect(await client.reply()).toMatchObject({ ismaster: true, setName: 'rs0', maxWireVersion: 21, helloOk: true })
    const hello = await client.command({ hello: 1, $db: 'admin' })
    expect(hello).toMatchObject({
      isWritablePrimary: true,
      hosts: [`127.0.0.1:${local.server.port}`],
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
    })
    expect(hello).not.toHaveProperty('topologyVersion')
    client.close()
  })

  it('reads documents from sections of kind 1', async () => {
    const client = await open()
    const sequences = { documents: [{ _id: 1 }, { _id: 2 }] }
    client.send(message({ insert: 'sections', $db: 'test' }, { sequences }))
    expect(await client.reply()).toMatchObject({ n: 2, ok: 1 })
    client.close()
  })

  it('accepts a message whose checksum is right', async () => {
    const client = await open()
    client.send(withChecksum(message({ insert: 'checked', documents: [{ _id: 1 }], $db: 'test' })))
    expect(await client.reply()).toMatchObject({ n: 1, ok: 1 })
    client.close()
  })

  it('carries out nothing of a message whose checksum is wrong, and closes the connection', async () => {
    const client = await open()
    const damaged = withChecksum(message({ insert: 'damaged', documents: [{ _id: 1, n: 7 }], $db: 'test' }))
    const at = damaged.indexOf('n\0', damaged.indexOf('_id')) + 2
    damaged[at] = (damaged[at] as number) ^ 1
    client.send(damaged)
    await until(() => client.isClosed)
    expect(await local.db.collection('damaged').countDocuments()).toBe(0)
  })

  it('does not answer what wants no answer', async () => {
    const client = await open()
    client.send(
      message({ insert: 'silent', documents: [{ _id: 1 }], $db: 'test', writeConcern: { w: 0 } }, { flags: 2 }),
    )
    expect(await client.command({ count: 'silent', $db: 'test' })).toMatchObject({ n: 1 })
    client.close()
  })

  it('answers messages that come in pieces or together, in order', async () => {
    const client = await open()
    const frames = Buffer.concat([
      message({ ping: 1, $db: 'test' }),
      message({ nothing: 1, $db: 'test' }),
      message({ ping: 1, $db: 'test' }),
    ])
    for (let at = 0; at < frames.length; at += 7) client.send(frames.subarray(at, at + 7))
    expect([(await client.reply()).ok, (await client.reply()).code, (await client.reply()).ok]).toEqual([1, 59, 1])
    client.close()
  })

  it('answers broken BSON in a whole frame with an error', async () => {
    const client = await open()
    const frame = message({ ping: 1, text: 'abc', $db: 'test' })
    frame.writeInt32LE(1000, frame.indexOf('text') + 5)
    client.send(frame)
    expect(await client.reply()).toMatchObject({ ok: 0, code: 22, codeName: 'InvalidBSON' })
    client.close()
  })

  it.each([
    ['a negative size', Buffer.from([255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 221, 7, 0, 0])],
    ['a size above the limit', Buffer.from([0, 0, 0, 127, 0, 0, 0, 0, 0, 0, 0, 0, 221, 7, 0, 0])],
    ['an unknown operation', frameOf(4711, Buffer.alloc(30))],
    ['no body', frameOf(2013, Buffer.alloc(4))],
    ['an unknown required flag', message({ ping: 1, $db: 'test' }, { flags: 4 })],
    ['a checksum flag without a checksum', message({ ping: 1, $db: 'test' }, { flags: 1 })],
    ['a section beyond the end', frameOf(2013, Buffer.from([0, 0, 0, 0, 0, 255, 0, 0, 0, 1, 2, 3]))],
  ])('closes the connection on %s', async (_, bytes) => {
    const client = await open()
    client.send(bytes)
    await until(() => client.isClosed)
  })

  it('survives any bytes, and serves others meanwhile', async () => {
    const frames = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => frameOf(2013, bytes)),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => frameOf(2004, bytes)),
      fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })).map(([at, byte]) => {
        const frame = message(
          { find: 'a', filter: { a: [1, { b: 'x' }], c: new Date(0) }, $db: 'test' },
          { sequences: { documents: [{ _id: 1 }] } },
        )
        frame[4 + (at % (frame.length - 4))] = byte
        return frame
      }),
    )
    await fc.assert(
      fc.asyncProperty(frames, async (bytes) => {
        const client = await open()
        client.send(bytes)
        const bystander = await open()
        expect(await bystander.command({ ping: 1, $db: 'admin' })).toMatchObject({ ok: 1 })
        bystander.close()
        client.close()
      }),
      { numRuns: 150 },
    )
    expect(await local.db.command({ ping: 1 })).toMatchObject({ ok: 1 })
  })

  it('listens on loopback only', async () => {
    await expect(startLocalDb({ data: temporaryFolder(), port: 0, host: '0.0.0.0' })).rejects.toThrow('loopback')
  })
})
