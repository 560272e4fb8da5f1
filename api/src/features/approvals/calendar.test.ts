import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isWorkingDay, workingDaysAfter } from '@jijiao/shared/approvals'
import { expect, it } from 'vitest'
import { readCalendar } from './calendar'

const fileOf = (content: object) => {
  const path = join(mkdtempSync(join(tmpdir(), 'jijiao-calendar-')), 'holidays.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

it('knows what was announced for 2026: Spring Festival, and the weekends worked for it', () => {
  const calendar = readCalendar(undefined)
  expect(calendar.years).toContain(2026)
  expect(calendar.sources).toHaveLength(1)
  expect(workingDaysAfter('2026-02-12', 5, calendar)).toBe('2026-02-26')
  expect(isWorkingDay('2026-02-28', calendar)).toBe(true)
})

it('takes later years, and years that changed, out of a file', () => {
  const path = fileOf({ source: '2031 年通知', daysOff: ['2031-01-01', '2026-02-17'], makeUpDays: [] })
  const calendar = readCalendar(path)
  expect(calendar.years).toContain(2031)
  expect(calendar.sources.at(-1)).toBe('2031 年通知')
  expect(isWorkingDay('2031-01-01', calendar)).toBe(false)
  expect(isWorkingDay('2026-02-28', calendar)).toBe(false)
  expect(isWorkingDay('2025-10-01', calendar)).toBe(false)
})

it('refuses a file that is wrong', () => {
  expect(() => readCalendar(fileOf({ source: 'x', daysOff: ['2031-02-30'], makeUpDays: [] }))).toThrow()
})
