import { z } from 'zod'
import { REASON_MAX, REMARK_MAX } from '../attendance/constants'
import { sessionPlanFields } from '../attendance/contract'
import type { Contract } from '../http'
import { id, instant, line, optionalText } from '../http/contract'
import { timetableEndpoints } from './endpoints'

const DAY_MS = 24 * 60 * 60 * 1000

const entry = z.strictObject({
  startsAt: instant,
  endsAt: instant,
  remark: optionalText(line(REMARK_MAX, 0)),
  /** An enabled teacher of the unit. */
  teacherId: id.nullish(),
})
type Entry = z.output<typeof entry>

function refineEntries(entries: readonly Entry[], context: z.RefinementCtx) {
  const wrong = (index: number, path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [index, path], message })
  for (const [index, { startsAt, endsAt }] of entries.entries()) {
    const length = Date.parse(endsAt) - Date.parse(startsAt)
    if (length <= 0) wrong(index, 'endsAt', '结束时间应晚于开始时间')
    if (length > DAY_MS) wrong(index, 'endsAt', '一次课不能超过 24 小时')
    const other = entries.findIndex((one, at) => at < index && overlap(one, { startsAt, endsAt }))
    if (other >= 0) wrong(index, 'startsAt', `与第 ${other + 1} 次课的时间重叠`)
  }
}

const overlap = (a: Pick<Entry, 'startsAt' | 'endsAt'>, b: Pick<Entry, 'startsAt' | 'endsAt'>) =>
  Date.parse(a.startsAt) < Date.parse(b.endsAt) && Date.parse(b.startsAt) < Date.parse(a.endsAt)

/** How many roll calls were planned, changed and cancelled, and how many of the timetable stood already. */
const timetableOutcome = z.strictObject({
  planned: z.int(),
  changed: z.int(),
  cancelled: z.int(),
  unchanged: z.int(),
})

const lesson = { sessionId: id, startsAt: instant, endsAt: instant }
const timeConflict = z.strictObject({
  teacher: z.strictObject({ id, name: z.string() }),
  /** Of the class that was asked about. */
  session: z.strictObject(lesson),
  with: z.strictObject({ classId: id, className: z.string(), ...lesson }),
})

export const timetableContract = {
  set: {
    ...timetableEndpoints.set,
    summary:
      "Set a class's timetable, before it opens or while it is open: its roll calls are planned at once; those opened stay",
    params: z.strictObject({ classId: id }),
    body: z.strictObject({
      /** Of the class, as the operator saw it. */
      version: z.int().min(1),
      entries: z.array(entry).max(200).superRefine(refineEntries),
      ...sessionPlanFields,
    }),
    answer: timetableOutcome,
    problems: ['not_allowed', 'class_ended', 'state_conflict', 'teacher_not_available'],
  },
  teacherConflicts: {
    ...timetableEndpoints.teacherConflicts,
    summary: 'Lessons to come whose teacher has another class at the same time; a warning, nothing is refused for it',
    params: z.strictObject({ classId: id }),
    answer: z.strictObject({ data: z.array(timeConflict) }),
  },
  cancelSession: {
    ...timetableEndpoints.cancelSession,
    summary: 'Cancel a planned roll call; leave asked from it lapses',
    params: z.strictObject({ sessionId: id }),
    body: z.strictObject({ reason: line(REASON_MAX) }),
    problems: ['not_allowed', 'class_ended', 'session_not_planned'],
  },
} as const satisfies Contract

export type TimetableOutcome = z.output<typeof timetableOutcome>
export type TimeConflict = z.output<typeof timeConflict>
