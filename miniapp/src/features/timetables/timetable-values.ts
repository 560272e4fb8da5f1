import type { SessionView } from '@jijiao/shared/attendance'
import { clock, dayOf, instantOf } from '../calendar'

/** One lesson as it is typed. */
export type LessonValues = {
  readonly heldOn: string
  /** `09:00`, as `endsAt`. */
  readonly startsAt: string
  readonly endsAt: string
  /** Empty: nobody in particular. */
  readonly teacherId: string
  readonly remark: string
}

/** A timetable as it is typed. The names are the contract's, so that the server's complaints land on their fields. */
export type TimetableValues = {
  readonly entries: readonly LessonValues[]
  readonly lateAfterMinutes: string
  readonly offlineLimitMinutes: string
}

const DAY_MS = 24 * 60 * 60_000
const MOST_LESSONS = 200
const HALF_DAYS = [
  ['09:00', '12:00'],
  ['14:00', '17:00'],
] as const

/** What stands there and can still be changed: what was opened stays as it is. */
export function valuesOf(sessions: readonly SessionView[]): TimetableValues {
  const planned = sessions
    .filter(({ isTimetabled, state }) => isTimetabled && state === 'planned')
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const [first] = planned
  return {
    entries: planned.map(({ startsAt, endsAt, teacher, remark }) => ({
      heldOn: dayOf(startsAt),
      startsAt: clock(startsAt),
      endsAt: clock(endsAt),
      teacherId: teacher?.id ?? '',
      remark: remark ?? '',
    })),
    lateAfterMinutes: String(first?.lateAfterMinutes ?? 10),
    offlineLimitMinutes: String(first?.offlineLimitMinutes ?? 30),
  }
}

/** A morning and an afternoon for each day, as most classes have them. */
export function everyHalfDay(startsOn: string, endsOn: string): readonly LessonValues[] {
  const lessons: LessonValues[] = []
  for (let day = Date.parse(startsOn); day <= Date.parse(endsOn) && lessons.length < MOST_LESSONS; day += DAY_MS) {
    const heldOn = new Date(day).toISOString().slice(0, 10)
    for (const [startsAt, endsAt] of HALF_DAYS) lessons.push({ heldOn, startsAt, endsAt, teacherId: '', remark: '' })
  }
  return lessons
}

/** The lesson after the last one: the same hours of the next day. */
export function nextLesson(entries: readonly LessonValues[], startsOn: string): LessonValues {
  const last = entries[entries.length - 1]
  if (!last) return { heldOn: startsOn, startsAt: '09:00', endsAt: '12:00', teacherId: '', remark: '' }
  return { ...last, heldOn: new Date(Date.parse(last.heldOn) + DAY_MS).toISOString().slice(0, 10), remark: '' }
}

const isMinutes = (text: string, max: number) => /^\d{1,4}$/.test(text.trim()) && Number(text) <= max

/** By the name of the field, as the server names it: `entries/0/endsAt`. */
export function checkTimetable(values: TimetableValues): Readonly<Record<string, string | undefined>> {
  const lessons = values.entries.flatMap(({ heldOn, startsAt, endsAt }, index) => [
    [`entries/${index}/heldOn`, heldOn ? undefined : '请选择日期'],
    [`entries/${index}/startsAt`, startsAt ? undefined : '请选择开始时间'],
    [`entries/${index}/endsAt`, endsAt > startsAt ? undefined : '结束时间应晚于开始时间'],
  ])
  return {
    ...Object.fromEntries(lessons),
    lateAfterMinutes: isMinutes(values.lateAfterMinutes, 240) ? undefined : '请填写 0 到 240 的分钟数',
    offlineLimitMinutes: isMinutes(values.offlineLimitMinutes, 1440) ? undefined : '请填写 0 到 1440 的分钟数',
  }
}

/** What is sent of values that `checkTimetable` let pass. */
export const timetableBody = (values: TimetableValues) => ({
  entries: values.entries.map(({ heldOn, startsAt, endsAt, teacherId, remark }) => ({
    startsAt: instantOf(heldOn, startsAt),
    endsAt: instantOf(heldOn, endsAt),
    teacherId: teacherId || null,
    remark: remark.trim() || null,
  })),
  lateAfterMinutes: Number(values.lateAfterMinutes),
  offlineLimitMinutes: Number(values.offlineLimitMinutes),
})
