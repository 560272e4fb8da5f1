import { describe, expect, it } from 'vitest'
import { dayAndClock, instantOf, timeSpan, today, waitedInWords } from './china-time'

const now = Date.parse('2026-03-01T16:30:00.000Z')

describe("China's time on a phone that is set to any other zone", () => {
  it('is eight hours ahead: late on Sunday in Greenwich it is Monday there', () => {
    expect(today(now)).toBe('2026-03-02')
    expect(dayAndClock('2026-03-01T16:30:00.000Z', now)).toBe('3月2日 00:30')
  })

  it('goes to the instant and back', () => {
    expect(instantOf('2026-03-02', '08:30')).toBe('2026-03-02T00:30:00.000Z')
    expect(dayAndClock(instantOf('2025-12-31', '23:59'), now)).toBe('2025年12月31日 23:59')
  })

  it('says today, tomorrow and yesterday', () => {
    expect(timeSpan('2026-03-02T00:30:00Z', '2026-03-02T03:30:00Z', now)).toBe('今天 08:30–11:30')
    expect(timeSpan('2026-03-03T00:30:00Z', '2026-03-03T03:30:00Z', now)).toBe('明天 08:30–11:30')
    expect(timeSpan('2026-03-01T14:00:00Z', '2026-03-01T17:00:00Z', now)).toBe('昨天 22:00–3月2日 01:00')
  })

  it('says how long somebody has waited', () => {
    expect(waitedInWords('2026-03-01T16:29:30Z', now)).toBe('刚刚')
    expect(waitedInWords('2026-03-01T16:00:00Z', now)).toBe('30 分钟前')
    expect(waitedInWords('2026-02-26T16:00:00Z', now)).toBe('3 天前')
  })
})
