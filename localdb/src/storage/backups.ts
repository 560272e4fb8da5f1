import { randomUUID } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { MongoServerError } from '../errors'
import type { Committer } from './committer'
import { DATABASE_FILE } from './sqlite'

/** A backup must say within this time that it goes on; one that does not is given up. */
export const LEASE_MS = 120_000

/**
 * Backups that are being copied. While there is one, the log is not moved into the data file, so that the file alone
 * stays the state at the backup's beginning and another process can copy it while this one goes on writing its log.
 */
export class Backups {
  readonly #leases = new Map<string, number>()
  readonly #folder: string

  constructor(
    readonly committer: Committer,
    folder: string,
  ) {
    this.#folder = realpathSync(folder)
  }

  /** Gives the file to copy and a token for `renew` and `end`. Throws when this server does not own the folder. */
  begin(folder: string): { token: string; file: string } {
    if (folder !== this.#folder) {
      throw new MongoServerError('BadValue', `this server does not own the data folder ${folder}`)
    }
    if (this.#leases.size === 0) {
      this.committer.commit()
      this.committer.checkpoint()
      this.committer.pauseCheckpoints(true)
    }
    const token = randomUUID()
    this.#leases.set(token, Date.now() + LEASE_MS)
    return { token, file: join(this.#folder, DATABASE_FILE) }
  }

  renew(token: string): void {
    if (!this.#leases.has(token)) throw new MongoServerError('BadValue', 'the backup took too long and was given up')
    this.#leases.set(token, Date.now() + LEASE_MS)
  }

  end(token: string): void {
    this.renew(token)
    this.#leases.delete(token)
    this.#resumeIfNone()
  }

  expire(now: number): void {
    if (this.#leases.size === 0) return
    for (const [token, until] of this.#leases) if (until < now) this.#leases.delete(token)
    this.#resumeIfNone()
  }

  #resumeIfNone(): void {
    if (this.#leases.size === 0) this.committer.pauseCheckpoints(false)
  }
}
