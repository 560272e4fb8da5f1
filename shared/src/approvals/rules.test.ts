import { describe, expect, it } from 'vitest'
import { dueOf, type HolidayTable, isWorkingDay, workingDaysAfter } from './rules'

/** Spring Festival and Labour Day of 2026. */
const table: HolidayTable = {
  daysOff: new Set(['15', '16', '17', '18', '19', '20', '21', '22', '23'].map((day) => `2026-02-${day}`)),
  makeUpDays: new Set(['2026-02-14', '2026-02-28', '2026-05-09']),
}

describe('working days', () => {
  it('leave out weekends and days off, and take in weekends that are worked', () => {
    expect(
      ['2026-02-13', '2026-02-14', '2026-02-16', '2026-02-28', '2026-03-01'].map((day) => isWorkingDay(day, table)),
    ).toEqual([true, true, false, true, false])
  })

  it.each([
    ['2026-03-02', 5, '2026-03-09'],
    ['2026-02-12', 5, '2026-02-26'],
    ['2026-02-26', 2, '2026-02-28'],
    ['2026-05-08', 1, '2026-05-09'],
    ['2026-12-31', 1, '2027-01-01'],
  ])('after %s, %i of them end on %s', (day, count, last) => {
    expect(workingDaysAfter(day, count, table)).toBe(last)
  })
})

describe('when a thing is due', () => {
  const asked = { kind: 'affiliationRequest', askedAt: new Date('2026-03-01T16:30:00Z'), neededOn: null } as const

  it('counts from the day in China, and is overdue the day after', () => {
    expect(dueOf(asked, table, new Date('2026-03-09T15:59:00Z'))).toEqual({
      dueOn: '2026-03-09',
      isOverdue: false,
      waitingDays: 7,
    })
    expect(dueOf(asked, table, new Date('2026-03-09T16:00:00Z'))).toMatchObject({ isOverdue: true, waitingDays: 8 })
  })

  it('is never later than the day on which it is needed', () => {
    expect(dueOf({ ...asked, neededOn: '2026-03-04' }, table, asked.askedAt).dueOn).toBe('2026-03-04')
    expect(dueOf({ ...asked, neededOn: '2026-04-04' }, table, asked.askedAt).dueOn).toBe('2026-03-09')
  })
})
