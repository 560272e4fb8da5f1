import { ProblemError } from '@jijiao/shared/http'
import { describe, expect, it } from 'vitest'
import { OfflineError } from '../platform/network-errors'
import { createOutbox, type OutboxItem } from './outbox'

type Payload = { readonly code: string }
type Kept = { items: readonly OutboxItem<Payload, string>[] | null; account: string | null; isFull?: boolean }

const problem = (status: number, code: string) =>
  new ProblemError({ type: 'about:blank', title: `refused: ${code}`, status, code, requestId: 'r' })

function setUp(answers: readonly (string | Error)[], kept: Kept = { items: null, account: 'anna' }) {
  const sent: { code: string; key: string }[] = []
  const left = [...answers]
  const outbox = createOutbox<Payload, string>({
    read: () => kept.items,
    write: (items) => {
      if (kept.isFull) return false
      kept.items = JSON.parse(JSON.stringify(items))
      return true
    },
    accountId: () => kept.account,
    send: async ({ code }, key) => {
      sent.push({ code, key })
      const answer = left.shift()
      if (answer === undefined) throw new Error('sent more often than expected')
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  return { outbox, sent, kept }
}

const states = (items: readonly OutboxItem<Payload, string>[] | null) => (items ?? []).map(({ state }) => state)

describe('the outbox', () => {
  it('sends what waits in order and keeps the answers', async () => {
    const { outbox, sent } = setUp(['first answer', 'second answer'])
    await outbox.add({ code: 'a' })
    await outbox.add({ code: 'b' })
    await outbox.flush()
    expect(sent.map(({ code }) => code)).toEqual(['a', 'b'])
    expect(outbox.items().map(({ result }) => result)).toEqual(['first answer', 'second answer'])
  })

  it('survives a restart and repeats the same key after a lost answer', async () => {
    const { outbox, sent, kept } = setUp([new OfflineError()])
    await outbox.add({ code: 'a' })
    await outbox.flush()
    expect(states(kept.items)).toEqual(['waiting'])

    const restarted = setUp(['answer'], kept)
    await restarted.outbox.flush()
    expect(states(restarted.outbox.items())).toEqual(['sent'])
    expect(restarted.sent[0]?.key).toBe(sent[0]?.key)
  })

  it('sends nothing twice when it is flushed by several causes at once', async () => {
    const { outbox, sent } = setUp(['answer'])
    await outbox.add({ code: 'a' })
    await Promise.all([outbox.flush(), outbox.flush(), outbox.flush()])
    expect(sent).toHaveLength(1)
  })

  it.each([problem(503, 'not_ready'), problem(429, 'too_many_requests'), problem(401, 'session_ended')])(
    'goes on waiting after %s',
    async (error) => {
      const { outbox } = setUp([error])
      await outbox.add({ code: 'a' })
      await outbox.flush()
      expect(states(outbox.items())).toEqual(['waiting'])
    },
  )

  it('keeps a refusal with its reason until the person has seen it, and goes on with the next', async () => {
    const { outbox } = setUp([problem(403, 'not_enrolled'), 'answer'])
    const refused = await outbox.add({ code: 'a' })
    await outbox.add({ code: 'b' })
    await outbox.flush()
    expect(states(outbox.items())).toEqual(['refused', 'sent'])
    expect(outbox.items()[0]?.reason).toBe('refused: not_enrolled')
    outbox.dismiss(refused.id)
    expect(states(outbox.items())).toEqual(['sent'])
  })

  it('never drops what still waits', async () => {
    const { outbox } = setUp([])
    const { id } = await outbox.add({ code: 'a' })
    outbox.dismiss(id)
    expect(states(outbox.items())).toEqual(['waiting'])
  })

  it('does not send for another account what one has scanned', async () => {
    const kept: Kept = { items: null, account: 'anna' }
    const { outbox, sent } = setUp(['answer'], kept)
    await outbox.add({ code: 'a' })
    kept.account = 'ben'
    await outbox.flush()
    expect(sent).toEqual([])
    kept.account = 'anna'
    await outbox.flush()
    expect(sent).toHaveLength(1)
  })

  it('says so when the device cannot keep it', async () => {
    const { outbox } = setUp([], { items: null, account: 'anna', isFull: true })
    await expect(outbox.add({ code: 'a' })).rejects.toThrow('存储空间')
  })
})
