import mongoose, { type Connection } from 'mongoose'

/** Connections of one process. Who waits in the database for a transaction holds one: see `waitingWrites`. */
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
