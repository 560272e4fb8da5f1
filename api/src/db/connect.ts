import mongoose, { type Connection } from 'mongoose'

/**
 * Connections of one process. Who writes without a transaction may wait for somebody else's, which needs a connection to
 * end: what comes by the hundred must not take them all, or each waits for the other until the server gives up.
 */
export const POOL_SIZE = 20

/**
 * `sanitizeFilter` turns an operator that came in as data (`{ $ne: null }`) into a plain value; operators of our own
 * are marked with `trusted(…)`.
 */
export async function connect(uri: string, database?: string): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    dbName: database ?? (new URL(uri).pathname.slice(1) || 'jijiao'),
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: 10_000,
    maxPoolSize: POOL_SIZE,
  })
  connection.set('sanitizeFilter', true)
  return connection.asPromise()
}
