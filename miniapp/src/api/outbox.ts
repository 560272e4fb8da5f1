import { ProblemError } from '@jijiao/shared/http'
import { randomHex } from '../platform/random'
import { errorSentence, isWorthRetrying } from './sentences'

/**
 * `waiting`: not yet accepted by the server · `sent`: the server has it, `result` is its answer ·
 * `refused`: the server said no for good, `reason` says why.
 */
export type OutboxItem<P, R> = {
  /** Also the `Idempotency-Key`, so that a repetition is harmless. */
  readonly id: string
  /** Whose it is: nobody else's session may send it. */
  readonly accountId: string
  readonly payload: P
  /** When the thing happened by the device's clock, to tell the person; the server does not rely on it. */
  readonly happenedAt: number
  readonly state: 'waiting' | 'sent' | 'refused'
  readonly result?: R
  readonly reason?: string
}

type OutboxOptions<P, R> = {
  readonly read: () => readonly OutboxItem<P, R>[] | null
  readonly write: (items: readonly OutboxItem<P, R>[]) => boolean
  /** The account that is signed in now. */
  readonly accountId: () => string | null
  readonly send: (payload: P, idempotencyKey: string) => Promise<R>
}

export type Outbox<P, R> = {
  readonly items: () => readonly OutboxItem<P, R>[]
  readonly subscribe: (listener: () => void) => () => void
  /** Keeps something to be sent. It is on the device when this resolves; `flush` sends it. */
  readonly add: (payload: P) => Promise<OutboxItem<P, R>>
  /** Sends what waits, oldest first, until the network or the server stops answering. Never rejects. */
  readonly flush: () => Promise<void>
  /** Removes what has been seen. What still waits stays. */
  readonly dismiss: (id: string) => void
}

/** Keeps what was done without network until the server has answered; survives a restart of the app. */
export function createOutbox<P, R>({ read, write, accountId, send }: OutboxOptions<P, R>): Outbox<P, R> {
  let items: readonly OutboxItem<P, R>[] = read() ?? []
  let flushing: Promise<void> | null = null
  const listeners = new Set<() => void>()

  function change(next: readonly OutboxItem<P, R>[]): boolean {
    items = next
    const isKept = write(next)
    for (const listener of listeners) listener()
    return isKept
  }

  function settle(id: string, outcome: Partial<OutboxItem<P, R>>): void {
    change(items.map((item) => (item.id === id ? { ...item, ...outcome } : item)))
  }

  async function sendWaiting(): Promise<void> {
    const owner = accountId()
    if (!owner) return
    for (;;) {
      const item = items.find(({ state, accountId: whose }) => state === 'waiting' && whose === owner)
      if (!item || accountId() !== owner) return
      try {
        settle(item.id, { state: 'sent', result: await send(item.payload, item.id) })
      } catch (error) {
        if (isWorthRetrying(error) || isSignedOut(error)) return
        settle(item.id, { state: 'refused', reason: errorSentence(error) })
      }
    }
  }

  return {
    items: () => items,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add: async (payload) => {
      const owner = accountId()
      if (!owner) throw new Error('an outbox needs a signed-in account')
      const id = await randomHex(16)
      const item = { id, accountId: owner, payload, happenedAt: Date.now(), state: 'waiting' } as const
      if (!change([...items, item])) throw new Error('手机存储空间已满，无法保存，请清理后重试')
      return item
    },
    flush: () => {
      flushing ??= sendWaiting().finally(() => {
        flushing = null
      })
      return flushing
    },
    dismiss: (id) => {
      change(items.filter((item) => item.id !== id || item.state === 'waiting'))
    },
  }
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 401
}
