import type { CodeView } from '@jijiao/shared/attendance'
import { ProblemError } from '@jijiao/shared/http'
import { describe, expect, it } from 'vitest'
import { afterFailure, isStale, pauseMs, receivedAt, remainingMs } from './code-feed'

const counts = { expected: 3, present: 1, late: 0, leave: 0, absent: 0, pending: 0 }
/** Five seconds before the end of its slot, by a server whose clock is years away from the device's. */
const code: CodeView = {
  link: 'https://example.test/c/x',
  digits: '123456',
  slotSeconds: 8,
  serverNow: '2031-05-01T00:00:03.000Z',
  slotEndsAt: '2031-05-01T00:00:08.000Z',
  counts,
}

describe('the code on the phone', () => {
  const received = receivedAt(code, 1000, 1400)

  it("counts down by the server's clock and the device's stopwatch alone", () => {
    expect(remainingMs(received, 1200)).toBe(5000)
    expect(remainingMs(received, 4200)).toBe(2000)
    expect(remainingMs(received, 7200)).toBe(-1000)
  })

  it('is asked for again for the counts, and right after the slot has ended', () => {
    expect(pauseMs(received, 1400)).toBe(1500)
    expect(pauseMs(received, 5900)).toBe(330)
    expect(pauseMs(received, 9000)).toBe(1500)
  })

  it('is hidden soon after its slot has ended without a new one', () => {
    expect(isStale(received, 6300)).toBe(false)
    expect(isStale(received, 8800)).toBe(true)
  })

  it('stays through a failed attempt, and is gone when the server says that it is over', () => {
    const feed = { received, trouble: null, ended: null, isAbsent: false }
    expect(afterFailure(feed, new ProblemError(problem('not_ready', 503)))).toMatchObject({ received, ended: null })
    const over = afterFailure(feed, new ProblemError(problem('check_in_closed', 409)))
    expect(over).toMatchObject({ received: null })
    expect(over.ended).toContain('签到已经结束')
  })
})

const problem = (name: string, status: number) => ({
  type: 'about:blank',
  title: '不能办理',
  status,
  code: name,
  requestId: '',
})
