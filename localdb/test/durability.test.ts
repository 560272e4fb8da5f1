import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startLocalDb } from '../src/index'
import { crashRounds } from './crash/rounds'
import { temporaryFolder } from './support/localServer'
import { runCommand, startProcess } from './support/process'

let folder: string
let data: string
beforeEach(() => {
  folder = temporaryFolder()
  data = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const rowsOf = (client: MongoClient) => client.db('test').collection<{ _id: number; text?: string }>('rows')

async function withClient<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await MongoClient.connect(uri)
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}

describe('an acknowledged write', () => {
  it('is there after a crash, with whole transactions and sound indexes', async () => {
    expect(await crashRounds(4)).toEqual([])
  }, 120_000)
})

describe('a data folder', () => {
  it('belongs to one process; a second is told so', async () => {
    const server = await startProcess(data)
    const second = await runCommand('--data', data, '--port', '0')
    expect(second.code).toBe(1)
    expect(second.output).toContain('is in use by another process')
    await server.end('SIGTERM')
    expect(readdirSync(data)).toEqual(['localdb.sqlite'])
  }, 30_000)

  it('can be opened again by the same process', async () => {
    const first = await startLocalDb({ data, port: 0 })
    await expect(startLocalDb({ data, port: 0 })).rejects.toThrow('in use')
    await first.close()
    const second = await startLocalDb({ data, port: 0 })
    await second.close()
  })
})

describe('a backup', () => {
  it('is taken while the server is written to, and restored as of its beginning', async () => {
    const server = await startProcess(data)
    const backup = join(folder, 'backup.sqlite')
    const before = await withClient(server.uri, async (client) => {
      await rowsOf(client).insertMany(Array.from({ length: 500 }, (_, i) => ({ _id: i, text: 'x'.repeat(1000) })))
      const writer = { isStopped: false }
      let last = 500
      const writing = (async () => {
        while (!writer.isStopped) await rowsOf(client).insertOne({ _id: last++, text: 'later' })
      })()
      expect(await runCommand('backup', '--data', data, '--to', backup)).toEqual({ code: 0, output: '' })
      writer.isStopped = true
      await writing
      return last
    })
    expect((await runCommand('backup', '--data', data, '--to', backup)).output).toContain('exists already')
    await server.end('SIGTERM')

    const restored = join(folder, 'restored')
    expect(await runCommand('restore', '--from', backup, '--data', restored)).toEqual({ code: 0, output: '' })
    expect((await runCommand('restore', '--from', backup, '--data', restored)).output).toContain(
      'choose an empty folder',
    )
    const copy = await startProcess(restored)
    await withClient(copy.uri, async (client) => {
      const count = await rowsOf(client).countDocuments()
      expect(count).toBeGreaterThanOrEqual(500)
      expect(count).toBeLessThanOrEqual(before)
      expect(await client.db('test').command({ validate: 'rows' })).toMatchObject({ valid: true })
    })
    await copy.end('SIGTERM')
  }, 60_000)

  it('is taken of a folder that no server has open, even after a crash', async () => {
    const server = await startProcess(data)
    await withClient(server.uri, (client) => rowsOf(client).insertOne({ _id: 1 }))
    await server.end('SIGKILL')
    const backup = join(folder, 'backup.sqlite')
    expect(await runCommand('backup', '--data', data, '--to', backup)).toEqual({ code: 0, output: '' })
    expect(await runCommand('restore', '--from', backup, '--data', join(folder, 'restored'))).toEqual({
      code: 0,
      output: '',
    })
    const copy = await startProcess(join(folder, 'restored'))
    expect(await withClient(copy.uri, (client) => rowsOf(client).find().toArray())).toEqual([{ _id: 1 }])
    await copy.end('SIGTERM')
  }, 60_000)

  it('that is damaged is not restored', async () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'broken.sqlite'), Buffer.alloc(8192, 7))
    const { code, output } = await runCommand('restore', '--from', join(folder, 'broken.sqlite'), '--data', data)
    expect(code).toBe(1)
    expect(output).toContain('is not a sound backup')
  }, 30_000)
})

describe('a disk that takes no more', () => {
  it('answers an error, loses nothing and goes on reading', async () => {
    const limited = await startProcess(data, 0, ['bash', '-c', 'ulimit -f 3000; exec "$@"', 'bash'])
    const acknowledged: number[] = []
    await withClient(limited.uri, async (client) => {
      const rows = rowsOf(client)
      const fill = async () => {
        for (let _id = 0; _id < 200; _id++) {
          await rows.insertOne({ _id, text: 'x'.repeat(100_000) })
          acknowledged.push(_id)
        }
      }
      await expect(fill()).rejects.toMatchObject({ code: expect.toSatisfy((code) => code === 14031 || code === 1) })
      expect(acknowledged.length).toBeGreaterThan(3)
      expect(await rows.countDocuments()).toBe(acknowledged.length)
      expect((await rows.findOne({ _id: 0 }))?.text).toHaveLength(100_000)
    })
    await limited.end('SIGTERM')
    const roomy = await startProcess(data)
    await withClient(roomy.uri, async (client) => {
      expect(
        (
          await rowsOf(client)
            .find({}, { projection: { _id: 1 } })
            .toArray()
        ).map(({ _id }) => _id),
      ).toEqual(acknowledged)
      await rowsOf(client).insertOne({ _id: 1000 })
      expect(await client.db('test').command({ validate: 'rows' })).toMatchObject({ valid: true })
    })
    await roomy.end('SIGTERM')
  }, 60_000)
})
