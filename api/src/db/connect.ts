import mongoose, { type Connection } from 'mongoose'

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
    maxPoolSize: 20,
  })
  connection.set('sanitizeFilter', true)
  return connection.asPromise()
}
