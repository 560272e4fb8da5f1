import type { MarkView } from '@jijiao/shared/attendance'
import { describe, expect, it } from 'vitest'
import { awaitsCheckIn, markLines, standing } from './mark-words'

const mark: MarkView = {
  id: 'a'.repeat(24),
  state: 'present',
  source: 'scan',
  leftAt: null,
  markedAt: '2020-03-02T00:55:00.000Z',
  flags: [],
  decision: null,
  proposedState: null,
  reason: null,
  version: 1,
}

describe('a mark in words', () => {
  it('says when and how it was made', () => {
    expect(markLines(mark)).toEqual(['2020年3月2日 08:55 扫码'])
    expect(standing({ state: 'open', mark })).toEqual({ tone: 'good', word: '已到' })
  })

  it('says that a late scan waits for the operator, and what it would become', () => {
    const pending: MarkView = {
      ...mark,
      state: 'absent',
      source: 'kept',
      flags: ['sentLate', 'beyondLimit'],
      decision: 'pending',
      proposedState: 'late',
    }
    expect(standing({ state: 'closed', mark: pending })).toEqual({ tone: 'warn', word: '待经办人确认' })
    expect(markLines(pending)).toEqual([
      '2020年3月2日 08:55 离线扫码',
      '说明：离线扫码，联网后补传；补传时间超出规定',
      '经办人确认后记为“迟到”',
    ])
  })

  it('gives the operator’s reason', () => {
    const corrected: MarkView = { ...mark, state: 'leave', source: 'manual', reason: '已交请假条' }
    expect(markLines(corrected).at(-1)).toBe('经办人说明：已交请假条')
  })

  it('asks for a check-in only while a roll call is open and nothing is written', () => {
    expect(awaitsCheckIn({ state: 'open', mark: null })).toBe(true)
    expect(awaitsCheckIn({ state: 'open', mark })).toBe(false)
    expect(awaitsCheckIn({ state: 'planned', mark: null })).toBe(false)
    expect(standing({ state: 'closed', mark: null }).word).toBe('未签到')
  })
})
