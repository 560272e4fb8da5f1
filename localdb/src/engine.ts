import { Cursors } from './cursors'
import { Backups } from './storage/backups'
import { Catalog } from './storage/catalog'
import { Committer } from './storage/committer'
import { Sqlite } from './storage/sqlite'
import { Sessions } from './transactions/sessions'
import { Writer } from './transactions/writer'

export interface EngineOptions {
  /** The data folder; created when it is not there. */
  data: string
  /** Memory for pages of the data file, in megabytes. */
  cacheMb: number
}

/** Everything that stands behind the wire: storage, transactions, sessions, cursors. */
export class Engine {
  readonly sqlite: Sqlite
  readonly committer: Committer
  readonly catalog: Catalog
  readonly writer: Writer
  readonly sessions: Sessions
  readonly backups: Backups
  readonly cursors = new Cursors()

  /** Throws DataFolderInUseError when another process has the folder open. */
  constructor({ data, cacheMb }: EngineOptions) {
    this.sqlite = new Sqlite(data, cacheMb)
    this.committer = new Committer(this.sqlite, data)
    this.catalog = new Catalog(this.sqlite, this.committer)
    this.writer = new Writer(this.catalog, this.committer)
    this.sessions = new Sessions(this.sqlite, this.committer, this.writer)
    this.backups = new Backups(this.committer, data)
    this.committer.onRollback = () => {
      this.sessions.forget()
      this.catalog.load()
    }
  }

  /** Ends what has been idle or open for too long. */
  expire(now: number): void {
    this.sessions.expireTransactions(now)
    this.cursors.expireIdle(now)
    this.backups.expire(now)
  }

  async close(): Promise<void> {
    await this.committer.flush().catch(() => {})
    this.committer.close()
    this.sqlite.close()
  }
}
