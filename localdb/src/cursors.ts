import { MongoServerError } from './errors'
import type { Transaction } from './transactions/transaction'
import { cursorReply } from './wire/reply'

const IDLE_LIMIT_MS = 10 * 60_000
const MAX_BATCH_BYTES = 16 * 1024 * 1024 - 64 * 1024
const MAX_CURSORS = 1000

interface Cursor {
  namespace: string
  documents: Iterator<Uint8Array>
  /** Read from the iterator but not sent yet. */
  next: IteratorResult<Uint8Array>
  lastUsedAt: number
  transaction: Transaction | undefined
}

/** Results that clients fetch batch by batch. */
export class Cursors {
  readonly #open = new Map<bigint, Cursor>()
  #lastId = BigInt(Date.now()) << 20n

  /** Answers with the first batch; opens a cursor when there is more and `isSingleBatch` does not forbid it. */
  open(
    namespace: string,
    documents: Iterator<Uint8Array>,
    batchSize: number | undefined,
    isSingleBatch = false,
    transaction?: Transaction,
  ): Uint8Array {
    const cursor: Cursor = { namespace, documents, next: documents.next(), lastUsedAt: Date.now(), transaction }
    const batch = takeBatch(cursor, batchSize ?? 101)
    const isOver = isSingleBatch || cursor.next.done
    if (isOver) {
      documents.return?.()
      return cursorReply('firstBatch', batch, 0n, namespace)
    }
    this.#makeRoom()
    const id = ++this.#lastId
    this.#open.set(id, cursor)
    return cursorReply('firstBatch', batch, id, namespace)
  }

  more(id: bigint, namespace: string, batchSize: number | undefined): Uint8Array {
    const cursor = this.#open.get(id)
    if (!cursor) throw new MongoServerError('CursorNotFound', `cursor id ${id} not found`)
    if (cursor.namespace !== namespace) {
      throw new MongoServerError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      )
    }
    cursor.lastUsedAt = Date.now()
    try {
      const batch = takeBatch(cursor, batchSize ?? Number.POSITIVE_INFINITY)
      if (cursor.next.done) this.#open.delete(id)
      return cursorReply('nextBatch', batch, cursor.next.done ? 0n : id, namespace)
    } catch (error) {
      this.#open.delete(id)
      throw error
    }
  }

  kill(id: bigint): boolean {
    this.#open.get(id)?.documents.return?.()
    return this.#open.delete(id)
  }

  killOf(matches: (cursor: { namespace: string; transaction: Transaction | undefined }) => boolean): void {
    for (const [id, cursor] of this.#open) if (matches(cursor)) this.kill(id)
  }

  expireIdle(now: number): void {
    for (const [id, { lastUsedAt }] of this.#open) if (now - lastUsedAt > IDLE_LIMIT_MS) this.kill(id)
  }

  #makeRoom(): void {
    if (this.#open.size < MAX_CURSORS) return
    const [oldest] = this.#open.keys()
    if (oldest !== undefined) this.kill(oldest)
  }
}

function takeBatch(cursor: Cursor, size: number): Uint8Array[] {
  const batch: Uint8Array[] = []
  let bytes = 0
  while (!cursor.next.done && batch.length < size) {
    bytes += cursor.next.value.length + 16
    if (batch.length > 0 && bytes > MAX_BATCH_BYTES) break
    batch.push(cursor.next.value)
    cursor.next = cursor.documents.next()
  }
  return batch
}
