import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect as connectSocket } from 'node:net'
import { join } from 'node:path'
import type { Environment } from '@jijiao/config/environment'
import type { Connection } from 'mongoose'
import { connect } from './connect'
import { startEmbedded } from './embedded'

export type OpenDatabase = {
  readonly connection: Connection
  readonly uri: string
  readonly isEmbedded: boolean
  close(): Promise<void>
}

/**
 * The database that the environment names, or the embedded one. One process owns the embedded data; its address stands
 * beside the data, so that a command beside a running system joins it instead of being refused.
 */
export async function openDatabase(env: Pick<Environment, 'MONGODB_URI' | 'DATA_DIR'>): Promise<OpenDatabase> {
  if (env.MONGODB_URI) return opened(env.MONGODB_URI, false, async () => undefined)
  const directory = join(env.DATA_DIR, 'database')
  const addressFile = join(env.DATA_DIR, 'database.uri')
  const running = await readFile(addressFile, 'utf8').catch(() => null)
  if (running && (await listens(running))) return opened(running, true, async () => undefined)
  await mkdir(directory, { recursive: true })
  const embedded = await startEmbedded(directory)
  await writeFile(addressFile, embedded.uri)
  return opened(embedded.uri, true, async () => {
    await embedded.stop()
    await rm(addressFile, { force: true })
  })
}

async function opened(uri: string, isEmbedded: boolean, release: () => Promise<void>): Promise<OpenDatabase> {
  const connection = await connect(uri)
  return {
    connection,
    uri,
    isEmbedded,
    async close() {
      await connection.close()
      await release()
    },
  }
}

function listens(uri: string): Promise<boolean> {
  const { hostname, port } = new URL(uri)
  return new Promise((resolve) => {
    const socket = connectSocket({ host: hostname, port: Number(port), timeout: 1_000 })
    const settle = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => settle(true))
    socket.once('error', () => settle(false))
    socket.once('timeout', () => settle(false))
  })
}
