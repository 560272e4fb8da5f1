import { type Connection, Schema, trusted } from 'mongoose'
import type { Logger } from 'pino'
import { defineModel } from '../db/model'
import { Problem } from '../http/problem'
import type { AccountActor } from './actor'
import { ACCESS_TOKEN_SECONDS } from './tokens'

const POLL_MS = 1_000
/** Wider than any difference between the clocks of two API processes that is worth tolerating. */
const OVERLAP_MS = 30_000

/** `_id` is `session:<id>` or `operator:<id>`: every access token descending from it is refused. */
export const revocationModel = defineModel(
  'Revocation',
  new Schema(
    { _id: { type: String, required: true }, revokedAt: { type: Date, required: true } },
    { collection: 'revocations', versionKey: false },
  ).index({ revokedAt: 1 }, { expireAfterSeconds: ACCESS_TOKEN_SECONDS * 2 }),
)

export type Revocations = {
  /** Refuses a token whose sign-in or operator binding has been ended. No database access. */
  check(actor: AccountActor): void
  /** Ends everything that descends from the sign-in, here at once, in other processes within about a second. */
  revokeSessions(sessionIds: readonly string[]): Promise<void>
  revokeOperator(operatorId: string): Promise<void>
  start(): Promise<void>
  stop(): void
}

/**
 * Access tokens are checked without the database, so what ended before its time is remembered here: a small set, kept
 * current by polling an indexed, self-expiring collection.
 */
export function createRevocations(db: Connection, now: () => number, log: Logger): Revocations {
  const Revocation = revocationModel(db)
  const revoked = new Map<string, number>()
  let polledTo = now() - ACCESS_TOKEN_SECONDS * 1_000
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function poll() {
    const from = new Date(polledTo - OVERLAP_MS)
    const startedAt = now()
    for (const entry of await Revocation.find({ revokedAt: trusted({ $gte: from }) }).lean()) {
      revoked.set(entry._id, entry.revokedAt.getTime())
    }
    polledTo = startedAt
    const oldest = startedAt - ACCESS_TOKEN_SECONDS * 1_000 - OVERLAP_MS
    for (const [key, at] of revoked) if (at < oldest) revoked.delete(key)
  }

  function schedule() {
    if (isStopped) return
    timer = setTimeout(() => {
      poll()
        .catch((error: unknown) => log.warn({ error }, 'revocations could not be read; retrying'))
        .finally(schedule)
    }, POLL_MS)
    timer.unref()
  }

  async function revoke(keys: readonly string[]) {
    if (keys.length === 0) return
    const revokedAt = new Date(now())
    for (const key of keys) revoked.set(key, revokedAt.getTime())
    await Revocation.bulkWrite(
      keys.map((key) => ({ updateOne: { filter: { _id: key }, update: { $set: { revokedAt } }, upsert: true } })),
    )
  }

  return {
    check(actor) {
      const isEnded =
        revoked.has(`session:${actor.sessionId}`) ||
        (actor.actingAs !== null && revoked.has(`operator:${actor.actingAs.operatorId}`))
      if (isEnded) throw new Problem('session_ended')
    },
    revokeSessions: (sessionIds) => revoke(sessionIds.map((sessionId) => `session:${sessionId}`)),
    revokeOperator: (operatorId) => revoke([`operator:${operatorId}`]),
    async start() {
      await poll()
      schedule()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
