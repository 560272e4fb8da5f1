import type { SessionView } from '@jijiao/shared/attendance'
import { describe, expect, it } from 'vitest'
import { checkTimetable, everyHalfDay, nextLesson, timetableBody, valuesOf } from './timetable-values'

const session = (startsAt: string, more: Partial<SessionView> = {}) =>
  ({
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + 3 * 60 * 60_000).toISOString(),
    isTimetabled: true,
    state: 'planned',
    teacher: null,
    remark: null,
    lateAfterMinutes: 15,
    offlineLimitMinutes: 60,
    ...more,
  }) as SessionView

describe('the form of a timetable', () => {
  it('shows what can still be changed, in the order of time', () => {
    const values = valuesOf([
      session('2026-05-07T01:00:00.000Z'),
      session('2026-05-06T01:00:00.000Z'),
      session('2026-05-05T01:00:00.000Z', { state: 'closed' }),
      session('2026-05-04T01:00:00.000Z', { isTimetabled: false }),
    ])
    expect(values.entries.map(({ heldOn, startsAt }) => `${heldOn} ${startsAt}`)).toEqual([
      '2026-05-06 09:00',
      '2026-05-07 09:00',
    ])
    expect(values.lateAfterMinutes).toBe('15')
  })

  it('fills in a morning and an afternoon for each day, over the end of a month', () => {
    const lessons = everyHalfDay('2026-04-30', '2026-05-01')
    expect(lessons.map(({ heldOn, startsAt }) => `${heldOn} ${startsAt}`)).toEqual([
      '2026-04-30 09:00',
      '2026-04-30 14:00',
      '2026-05-01 09:00',
      '2026-05-01 14:00',
    ])
    expect(nextLesson(lessons, '2026-04-30')).toMatchObject({ heldOn: '2026-05-02', startsAt: '14:00' })
  })

  it('complains of the lesson that ends before it begins, and of no other', () => {
    const entries = everyHalfDay('2026-05-06', '2026-05-06').map((one, at) =>
      at === 1 ? { ...one, endsAt: '13:00' } : one,
    )
    const complaints = checkTimetable({ entries, lateAfterMinutes: '10', offlineLimitMinutes: '30' })
    expect(Object.entries(complaints).filter(([, complaint]) => complaint)).toEqual([
      ['entries/1/endsAt', '结束时间应晚于开始时间'],
    ])
  })

  it("sends instants of China's time", () => {
    const entries = everyHalfDay('2026-05-06', '2026-05-06')
    expect(timetableBody({ entries, lateAfterMinutes: '10', offlineLimitMinutes: '30' }).entries[0]).toEqual({
      startsAt: '2026-05-06T01:00:00.000Z',
      endsAt: '2026-05-06T04:00:00.000Z',
      teacherId: null,
      remark: null,
    })
  })
})
