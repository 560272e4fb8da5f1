import { readFileSync } from 'node:fs'
import type { HolidayTable } from '@jijiao/shared/approvals'
import { day } from '@jijiao/shared/http/contract'
import announced from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { z } from 'zod'

export type WorkCalendar = HolidayTable & {
  /** Of other years only weekends are known. */
  readonly years: readonly number[]
  readonly sources: readonly string[]
}

const SOURCE = '国务院办公厅关于部分节假日安排的通知（chinese-days 1.5.7 收录）'

const fileSchema = z.strictObject({ source: z.string().min(1), daysOff: z.array(day), makeUpDays: z.array(day) })
type HolidayFile = z.output<typeof fileSchema>

const yearOf = (date: string) => Number(date.slice(0, 4))

const ANNOUNCED: HolidayFile = {
  source: SOURCE,
  daysOff: Object.keys(announced.holidays),
  makeUpDays: Object.keys(announced.workdays),
}

/** Each later table takes the place of the years that it speaks of. */
export function workCalendar(tables: readonly HolidayFile[]): WorkCalendar {
  const daysOff = new Set<string>()
  const makeUpDays = new Set<string>()
  for (const table of tables) {
    const years = new Set([...table.daysOff, ...table.makeUpDays].map(yearOf))
    for (const days of [daysOff, makeUpDays]) for (const one of days) if (years.has(yearOf(one))) days.delete(one)
    for (const one of table.daysOff) daysOff.add(one)
    for (const one of table.makeUpDays) makeUpDays.add(one)
  }
  const years = [...new Set([...daysOff, ...makeUpDays].map(yearOf))].sort((a, b) => a - b)
  return { daysOff, makeUpDays, years, sources: tables.map(({ source }) => source) }
}

/** China's days off and worked weekends, with what the administrator's file adds; a file that is wrong stops the start. */
export function readCalendar(path: string | undefined): WorkCalendar {
  if (path === undefined) return workCalendar([ANNOUNCED])
  return workCalendar([ANNOUNCED, fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))])
}
