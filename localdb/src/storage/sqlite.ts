import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { MongoServerError } from '../errors'

export type SqlValue = number | string | Uint8Array | null

export const DATABASE_FILE = 'localdb.sqlite'
const CHECKPOINT_PAGES = 4000

/** Thrown when another process has the data folder open. */
export class DataFolderInUseError extends Error {
  constructor(folder: string) {
    super(`The data folder ${folder} is in use by another process. Stop that process or choose another folder.`)
    this.name = 'DataFolderInUseError'
  }
}

/**
 * The one connection to the data file. Statements must be given their parameters as an array: the binding takes a lone
 * buffer for named parameters. A raw `get` that finds no row aborts the process, hence `scalar` wants a query that
 * always gives one row.
 */
export class Sqlite {
  readonly #database: Database.Database
  #lastTemporary = 0

  /** Opens or creates the file and locks it for this process. Throws DataFolderInUseError. */
  constructor(folder: string, cacheMb: number) {
    mkdirSync(folder, { recursive: true })
    this.#database = new Database(join(folder, DATABASE_FILE))
    try {
      this.exec(`pragma cache_size=${-Math.max(1, Math.round(cacheMb * 1024))}`)
      this.#database.pragma('locking_mode=EXCLUSIVE')
      this.#database.pragma('journal_mode=WAL')
      this.#database.pragma('synchronous=NORMAL')
      this.#database.pragma('temp_store=FILE')
      this.setAutomaticCheckpoints(true)
      this.exec('begin immediate; commit')
    } catch (error) {
      this.#database.close()
      if (isBusy(error)) throw new DataFolderInUseError(folder)
      throw error
    }
  }

  get isInTransaction(): boolean {
    return this.#database.inTransaction
  }

  exec(sql: string): void {
    this.#database.exec(sql)
  }

  rows(sql: string): (...parameters: SqlValue[]) => SqlValue[][] {
    const statement = this.#database.prepare(sql).raw()
    return (...parameters) => statement.all(parameters) as SqlValue[][]
  }

  /** For a query that gives one row of one column whatever it finds, such as `select (select …)`. */
  scalar<T extends SqlValue>(sql: string): (...parameters: SqlValue[]) => T | null {
    const statement = this.#database.prepare(sql).raw()
    return (...parameters) => (statement.get(parameters) as [T | null])[0]
  }

  run(sql: string): (...parameters: SqlValue[]) => void {
    const statement = this.#database.prepare(sql)
    return (...parameters) => {
      statement.run(parameters)
    }
  }

  nextTemporaryName(): string {
    return `t${++this.#lastTemporary}`
  }

  sizeOnDisk(): number {
    const [[pages] = []] = this.rows('pragma page_count')()
    const [[size] = []] = this.rows('pragma page_size')()
    return Number(pages) * Number(size)
  }

  /** Copies the log into the data file and empties it. Throws when something stands in the way. */
  checkpoint(): void {
    const [[isBlocked] = []] = this.rows('pragma wal_checkpoint(truncate)')()
    if (isBlocked !== 0) throw new Error('the log could not be moved into the data file')
  }

  /** Writes a compact copy of all data. */
  copyTo(file: string): void {
    this.run('vacuum into ?')(file)
  }

  /** The first damage that SQLite finds, or `undefined`. */
  findDamage(): string | undefined {
    const [[result] = []] = this.rows('pragma quick_check(1)')()
    return result === 'ok' ? undefined : String(result)
  }

  /** Whether commits copy the log into the data file when it has grown by some megabytes. */
  setAutomaticCheckpoints(isOn: boolean): void {
    this.#database.pragma(`wal_autocheckpoint=${isOn ? CHECKPOINT_PAGES : 0}`)
  }

  /** Leaves one file without a log. The binding cannot finalize statements, so the lock is given back by hand. */
  close(): void {
    try {
      this.checkpoint()
      this.#database.pragma('journal_mode=DELETE')
      this.#database.pragma('locking_mode=NORMAL')
      this.rows('select count(*) from sqlite_master')()
    } finally {
      this.#database.close()
    }
  }
}

const sqliteCode = (error: unknown) => String((error as { code?: unknown }).code ?? '')
const isBusy = (error: unknown) => sqliteCode(error).startsWith('SQLITE_BUSY')

/** What a client is told when the disk refuses a write. */
export function storageError(error: unknown): MongoServerError {
  if (error instanceof MongoServerError) return error
  const message = (error as Error).message
  const isFull =
    sqliteCode(error) === 'SQLITE_FULL' || sqliteCode(error) === 'ENOSPC' || /no space|disk is full/i.test(message)
  return isFull
    ? new MongoServerError('OutOfDiskSpace', `The disk is full; nothing was written: ${message}`)
    : new MongoServerError('InternalError', `The data file could not be written: ${message}`)
}
