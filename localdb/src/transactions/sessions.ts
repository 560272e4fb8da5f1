import { MongoServerError } from '../errors'
import type { Committer } from '../storage/committer'
import type { Sqlite } from '../storage/sqlite'
import { binaryParts, isDocument } from '../values/document'
import { noSuchTransaction, TRANSACTION_LIFETIME_MS, Transaction } from './transaction'
import type { Writer } from './writer'

export const SESSION_TIMEOUT_MINUTES = 30
const MAX_REMEMBERED = 10_000

interface SessionState {
  number: number
  transaction: Transaction | undefined
  isCommitted: boolean
}

interface Remembered {
  number: number
  reply: Uint8Array
}

/** What a committed transaction leaves instead of a reply. */
const COMMITTED = new Uint8Array(0)

/**
 * Logical sessions: the transaction each has open, and the answer to its last retryable write. That answer is written
 * in the same batch as the write itself, so a retry finds both or neither, after a restart too.
 */
export class Sessions {
  readonly #states = new Map<string, SessionState>()
  readonly #remembered = new Map<string, Remembered>()
  readonly #running = new Map<string, Promise<unknown>>()
  readonly #save
  readonly #find
  readonly #prune

  constructor(
    sqlite: Sqlite,
    readonly committer: Committer,
    readonly writer: Writer,
  ) {
    this.#save = sqlite.run(
      'insert into sessions values(?,?,?,?) on conflict(lsid) do update set txn=excluded.txn, reply=excluded.reply, touched=excluded.touched',
    )
    this.#find = sqlite.rows('select txn, reply from sessions where lsid=?')
    this.#prune = sqlite.run('delete from sessions where touched<?')
  }

  /** The open transaction that the command belongs to, begun by it when it says `startTransaction`. */
  transactionFor(session: string, number: number, isStart: boolean): Transaction {
    const state = this.#states.get(session)
    if (isStart) {
      if (state && state.number >= number) {
        throw new MongoServerError(
          'ConflictingOperationInProgress',
          `Cannot start transaction ${number} on session: ${state.number} is already known`,
        )
      }
      if (state?.transaction) this.writer.abort(state.transaction)
      const transaction = new Transaction(String(number), this.writer.version)
      this.writer.begin(transaction)
      this.#states.set(session, { number, transaction, isCommitted: false })
      return transaction
    }
    if (state?.number === number && state.transaction) return state.transaction
    if (state?.number === number && state.isCommitted) {
      throw new MongoServerError(
        'TransactionCommitted',
        `Transaction with { txnNumber: ${number} } has been committed.`,
      )
    }
    throw noSuchTransaction(
      state?.number === number
        ? `Transaction with { txnNumber: ${number} } has been aborted.`
        : `Given transaction number ${number} does not match any in-progress transactions. The active transaction number is ${state?.number ?? -1}`,
    )
  }

  /** Commits; a repeated commit of the same transaction is answered as the first, after a restart too. */
  commit(session: string, number: number): void {
    const state = this.#states.get(session)
    const isKnownCommitted = state?.number === number && state.isCommitted
    if (isKnownCommitted || (state?.number !== number && this.recall(session, number) === COMMITTED)) return
    const transaction = this.transactionFor(session, number, false)
    this.#states.set(session, { number, transaction: undefined, isCommitted: false })
    if (transaction.writes.size === 0) this.writer.abort(transaction)
    else {
      this.writer.commit(transaction)
      this.remember(session, number, COMMITTED)
    }
    this.#states.set(session, { number, transaction: undefined, isCommitted: true })
  }

  abort(session: string, number: number): void {
    const transaction = this.transactionFor(session, number, false)
    this.#states.set(session, { number, transaction: undefined, isCommitted: false })
    this.writer.abort(transaction)
  }

  /** After an error inside it, a transaction is over. */
  abortAfterError(session: string, transaction: Transaction): void {
    const state = this.#states.get(session)
    if (state?.transaction !== transaction) return
    this.#states.set(session, { ...state, transaction: undefined })
    this.writer.abort(transaction)
  }

  /** The answer to this write if it has been carried out before. Throws when a later one is known. */
  recall(session: string, number: number): Uint8Array | undefined {
    let known = this.#remembered.get(session)
    if (!known) {
      const [row] = this.#find(Buffer.from(session, 'hex'))
      if (!row) return undefined
      const reply = row[1] as Uint8Array
      known = { number: row[0] as number, reply: reply.length === 0 ? COMMITTED : reply }
      this.#keep(session, known)
    }
    if (known.number > number) {
      throw new MongoServerError(
        'TransactionTooOld',
        `Retryable write with txnNumber ${number} is prohibited on session ${session} because a newer retryable write with txnNumber ${known.number} has already started on this session.`,
      )
    }
    return known.number === number ? known.reply : undefined
  }

  /** Keeps the answer with the write of the same batch. */
  remember(session: string, number: number, reply: Uint8Array): void {
    this.committer.write(() => this.#save(Buffer.from(session, 'hex'), number, reply, Date.now()))
    this.#keep(session, { number, reply })
  }

  #keep(session: string, known: Remembered): void {
    this.#remembered.delete(session)
    this.#remembered.set(session, known)
    if (this.#remembered.size <= MAX_REMEMBERED) return
    const [oldest] = this.#remembered.keys()
    if (oldest !== undefined) this.#remembered.delete(oldest)
  }

  /** Commands of one session run one after the other, so that a retry waits for the first try. */
  async exclusively<T>(session: string, work: () => Promise<T>): Promise<T> {
    const before = this.#running.get(session)
    const mine = (async () => {
      if (before) await before.catch(() => {})
      return work()
    })()
    this.#running.set(session, mine)
    try {
      return await mine
    } finally {
      if (this.#running.get(session) === mine) this.#running.delete(session)
    }
  }

  end(session: string): void {
    const state = this.#states.get(session)
    if (state?.transaction) this.writer.abort(state.transaction)
    this.#states.delete(session)
  }

  /** Ends transactions that have lived too long. */
  expireTransactions(now: number): void {
    for (const [session, state] of this.#states) {
      if (state.transaction && now - state.transaction.startedAt > TRANSACTION_LIFETIME_MS) {
        this.abortAfterError(session, state.transaction)
      }
    }
  }

  prune(now: number): void {
    this.committer.write(() => this.#prune(now - SESSION_TIMEOUT_MINUTES * 60_000))
    this.#remembered.clear()
    for (const [session, { transaction }] of this.#states) if (!transaction) this.#states.delete(session)
  }

  /** After a rollback: what is held in memory may say more than the disk, so it is read from there again. */
  forget(): void {
    this.#remembered.clear()
    for (const { transaction } of this.#states.values()) if (transaction) this.writer.abort(transaction)
    this.#states.clear()
  }
}

/** The key of a session in maps and on disk: its id in hexadecimal. */
export function sessionKey(lsid: unknown): string {
  const id = isDocument(lsid) ? lsid.id : undefined
  if (id === undefined || typeof id !== 'object' || id === null) {
    throw new MongoServerError(40414, "BSON field 'lsid.id' is missing but a required field")
  }
  return Buffer.from(binaryParts(id).bytes).toString('hex')
}
