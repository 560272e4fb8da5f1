import type { ClientSession, Connection } from 'mongoose'

/**
 * Runs `work` in a transaction with the driver's retry of transient errors; it may therefore run more than once and
 * must change nothing outside the database. Every query inside needs the session.
 */
export async function inTransaction<T>(db: Connection, work: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = await db.startSession()
  try {
    return await session.withTransaction(() => work(session))
  } finally {
    await session.endSession()
  }
}

/** MongoDB's E11000: a unique index refused the write. */
export function isDuplicateKey(error: unknown, field?: string): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 11000) return false
  if (field === undefined) return true
  const pattern = 'keyPattern' in error ? error.keyPattern : undefined
  return typeof pattern === 'object' && pattern !== null && field in pattern
}
