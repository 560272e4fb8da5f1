import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, MongoClient } from 'mongodb'
import { afterAll, beforeAll } from 'vitest'
import { type LocalDb, type LocalDbOptions, startLocalDb } from '../../src/index'

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'localdb-'))

export interface LocalServer {
  data: string
  server: LocalDb
  client: MongoClient
  db: Db
  /** Stops the server and starts it again on the same folder. */
  restart: () => Promise<void>
}

/** A server for the tests of a file, for what only this server has or what needs it alone. */
export function useLocalServer(options: Partial<LocalDbOptions> = {}): LocalServer {
  const local = {} as LocalServer
  const start = async () => {
    local.server = await startLocalDb({ data: local.data, port: 0, ...options })
    local.client = await MongoClient.connect(local.server.uri)
    local.db = local.client.db('test')
  }
  const stop = async () => {
    await local.client?.close()
    await local.server?.close()
  }
  local.restart = async () => {
    await stop()
    await start()
  }
  beforeAll(async () => {
    local.data = temporaryFolder()
    await start()
  })
  afterAll(async () => {
    await stop()
    rmSync(local.data, { recursive: true, force: true })
  })
  return local
}

/** Waits until the condition holds, for at most ten seconds. */
export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('the condition did not come true in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
