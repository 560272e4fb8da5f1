import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, MongoClient } from 'mongodb'
import { afterAll, beforeAll } from 'vitest'
import { type LocalDb, startLocalDb } from '../src/index'

export interface TestServer {
  data: string
  server: LocalDb
  client: MongoClient
  db: Db
}

/** A server of its own for the tests of a file, in a temporary folder. */
export function useServer(): TestServer {
  const test = {} as TestServer
  beforeAll(async () => {
    test.data = temporaryFolder()
    test.server = await startLocalDb({ data: test.data, port: 0, ttlIntervalSeconds: 0.2 })
    test.client = await MongoClient.connect(test.server.uri)
    test.db = test.client.db('test')
  })
  afterAll(async () => {
    await test.client?.close()
    await test.server?.close()
    rmSync(test.data, { recursive: true, force: true })
  })
  return test
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'localdb-'))
