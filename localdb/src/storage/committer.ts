import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { MongoServerError } from '../errors'
import { DATABASE_FILE, type Sqlite, storageError } from './sqlite'

/** Writes that become durable together. `durable` rejects when they were rolled back or could not be synced. */
export interface Batch {
  readonly durable: Promise<void>
  settle: (error?: Error) => void
}

/**
 * Group commit. All writes of one turn of the event loop share one SQLite transaction; the log is then synced outside
 * the event loop while the next turn's writes already run, and their acknowledgements wait for that sync.
 *
 * Why an own sync is sound: with `synchronous=NORMAL` SQLite appends a commit to the log and does not sync it, so a
 * power cut may lose the tail of the log but never tears a transaction (frames are checksummed and chained from the
 * header's salt). `fdatasync` on any descriptor of the log flushes the whole file, so every commit appended before the
 * call is durable after it. Checkpoints stay ordered by SQLite itself: it syncs the log before it copies pages, the
 * data file before the log may be reused, and the log's new header (new salt) when it is. The log keeps its inode as
 * long as the connection is open; its directory entry is synced once, here. Only the data file itself carries locks
 * that closing a descriptor would drop, and it is never opened here.
 * (https://sqlite.org/wal.html, https://sqlite.org/pragma.html#pragma_synchronous, `walFrames` in wal.c)
 *
 * After a failed sync the kernel may have dropped the dirty pages, so no later sync proves anything: writes are refused
 * until a restart, reads go on.
 */
export class Committer {
  readonly #sqlite: Sqlite
  readonly #log: number
  #open: Batch | undefined
  #committed: Batch[] = []
  #syncing: Batch[] = []
  #syncError: Error | undefined
  /** Counts calls of `write`, so that a command can tell whether it wrote. */
  writes = 0
  /** Called after a rollback: what is held in memory must be read again. */
  onRollback: () => void = () => {}

  constructor(sqlite: Sqlite, folder: string) {
    this.#sqlite = sqlite
    this.#log = openSync(join(folder, `${DATABASE_FILE}-wal`), 'r+')
    fsyncSync(this.#log)
    const directory = openSync(folder, 'r')
    fsyncSync(directory)
    closeSync(directory)
  }

  /** The batch of this turn; opens the SQLite transaction at its first write. */
  begin(): Batch {
    if (this.#open) return this.#open
    if (this.#syncError) {
      throw new MongoServerError(
        'InternalError',
        `Writes are refused until a restart: the log could not be synced (${this.#syncError.message})`,
      )
    }
    this.#sqlite.exec('begin immediate')
    let settle: Batch['settle'] = () => {}
    const durable = new Promise<void>((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve())
    })
    durable.catch(() => {})
    this.#open = { durable, settle }
    setImmediate(() => this.commit())
    return this.#open
  }

  get current(): Batch | undefined {
    return this.#open
  }

  /** Runs statements of the batch. Whatever they throw undoes the whole batch and fails all its commands. */
  write<T>(statements: () => T): T {
    this.begin()
    this.writes++
    try {
      return statements()
    } catch (error) {
      throw this.#rollBack(error)
    }
  }

  commit(): void {
    const batch = this.#open
    if (!batch) return
    try {
      this.#sqlite.exec('commit')
    } catch (error) {
      this.#rollBack(error)
      return
    }
    this.#open = undefined
    this.#committed.push(batch)
    this.#sync()
  }

  #rollBack(cause: unknown): MongoServerError {
    const error = storageError(cause)
    const batch = this.#open
    this.#open = undefined
    if (this.#sqlite.isInTransaction) this.#sqlite.exec('rollback')
    this.onRollback()
    batch?.settle(error)
    return error
  }

  #sync(): void {
    if (this.#syncing.length > 0 || this.#committed.length === 0) return
    const batches = this.#committed
    this.#syncing = batches
    this.#committed = []
    fdatasync(this.#log, (error) => {
      this.#syncing = []
      if (error) this.#syncError = error
      for (const batch of batches) batch.settle(error ? storageError(error) : undefined)
      this.#sync()
    })
  }

  /** Moves the whole log into the data file. Must not run inside a batch. */
  checkpoint(): void {
    try {
      this.#sqlite.checkpoint()
    } catch (error) {
      throw storageError(error)
    }
  }

  /** While `true` the data file does not change, so that it can be copied. */
  pauseCheckpoints(isPaused: boolean): void {
    this.#sqlite.setAutomaticCheckpoints(!isPaused)
  }

  /** Resolves when all that is written now is durable. */
  async settled(): Promise<void> {
    await (this.#open ?? this.#committed.at(-1) ?? this.#syncing.at(-1))?.durable
  }

  /** Commits what is open and waits until all of it is synced. */
  async flush(): Promise<void> {
    const last = this.settled()
    this.commit()
    await last
  }

  close(): void {
    closeSync(this.#log)
  }
}
