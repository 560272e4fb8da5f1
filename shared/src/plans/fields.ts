import { z } from 'zod'
import { attachmentIds } from '../attachments/fields'
import { EXAM_TYPES, STUDY_MODES } from '../codes'
import { codeOf } from '../codes/fields'
import { day, id, line, paragraph } from '../http/contract'

const MS_PER_DAY = 86_400_000

const noneTwice = (values: readonly string[]) => new Set(values).size === values.length
const twice = { error: '不能重复选择或填写' }

const plannedClassInput = z.strictObject({
  /** Of a class that the plan has already; a new one has none yet. */
  id: id.optional(),
  name: line(100),
  startsOn: day,
  endsOn: day,
  plannedNumber: z.int().min(1).max(5_000),
  studyMode: codeOf(STUDY_MODES),
  examType: codeOf(EXAM_TYPES),
  place: paragraph(500).min(1),
  timetable: paragraph(500).default(''),
  /** An enabled teacher of the unit, like `teacherIds`; a new one is added to the unit's teachers first. */
  headTeacherId: id,
  teacherIds: z.array(id).max(50).refine(noneTwice, twice).default([]),
  subjects: z.array(line(50)).max(30).refine(noneTwice, twice).default([]),
})

const planFields = z.strictObject({
  courseId: id,
  year: z.int().min(2000).max(2999),
  name: line(100),
  trainingDays: z.int().min(1).max(366),
  /** Tenths of a credit hour; left out: six hours for each training day. */
  creditHourTenths: z.int().min(1).max(10_000).optional(),
  startsOn: day,
  endsOn: day,
  content: paragraph(500).default(''),
  audience: paragraph(500).default(''),
  remark: paragraph(500).default(''),
  /** Uploads of the operator's, or what the plan has already; none left out is kept. */
  attachmentIds: attachmentIds.default([]),
  /** A draft may have none yet. */
  classes: z.array(plannedClassInput).max(50).default([]),
})

type Fields = z.output<typeof planFields>

function refinePlan(plan: Fields, context: z.RefinementCtx) {
  const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
  if (plan.endsOn < plan.startsOn) wrong(['endsOn'], '结束日期不能早于开始日期')
  const calendarDays = (Date.parse(plan.endsOn) - Date.parse(plan.startsOn)) / MS_PER_DAY + 1
  if (calendarDays > 0 && plan.trainingDays > calendarDays) {
    wrong(['trainingDays'], `培训天数不能超过开始至结束的 ${calendarDays} 天`)
  }
  if (!plan.startsOn.startsWith(String(plan.year)) && !plan.endsOn.startsWith(String(plan.year))) {
    wrong(['year'], '年度应与开始或结束日期的年份一致')
  }
  const ids = plan.classes.flatMap((planned) => planned.id ?? [])
  for (const [index, planned] of plan.classes.entries()) {
    if (planned.endsOn < planned.startsOn) wrong(['classes', index, 'endsOn'], '结束日期不能早于开班日期')
    if (planned.startsOn < plan.startsOn) wrong(['classes', index, 'startsOn'], '开班日期不能早于计划的开始日期')
    if (planned.endsOn > plan.endsOn) wrong(['classes', index, 'endsOn'], '结束日期不能晚于计划的结束日期')
    if (planned.id && ids.indexOf(planned.id) !== ids.lastIndexOf(planned.id)) {
      wrong(['classes', index, 'id'], '同一个培训班出现了两次，请刷新后再修改')
    }
  }
}

export const planInput = planFields.superRefine(refinePlan)
export const planChangeInput = planFields.extend({ version: z.int().min(1) }).superRefine(refinePlan)
