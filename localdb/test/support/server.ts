import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { startLocalDb } from '../../src/index'

/** A client of the server at `MONGODB_URI`, or of a new one with an empty folder. */
export async function connect(): Promise<{ client: MongoClient; close: () => Promise<void> }> {
  const uri = process.env.MONGODB_URI
  if (uri) {
    const client = await MongoClient.connect(uri)
    return { client, close: () => client.close() }
  }
  const data = await mkdtemp(join(tmpdir(), 'localdb-'))
  const server = await startLocalDb({ data, port: 0 })
  const client = await MongoClient.connect(server.uri)
  const close = async () => {
    await client.close()
    await server.close()
    await rm(data, { recursive: true, force: true })
  }
  return { client, close }
}
