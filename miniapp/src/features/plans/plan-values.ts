import type { AttachmentView } from '@jijiao/shared/attachments'
import type { CourseLine } from '@jijiao/shared/courses'
import { CREDIT_HOUR_TENTHS_PER_DAY, type PlannedClass, type PlanView } from '@jijiao/shared/plans'
import { today } from '../calendar'

export type PickedCourse = Pick<CourseLine, 'id' | 'name' | 'year'>

/** A class of the plan as it is typed. */
export type PlannedClassValues = {
  /** `null`: a new one. */
  readonly id: string | null
  readonly name: string
  readonly startsOn: string
  readonly endsOn: string
  readonly plannedNumber: string
  readonly studyMode: string
  readonly examType: string
  readonly place: string
  readonly timetable: string
  readonly headTeacherId: string
  readonly teacherIds: readonly string[]
  /** Typed in one line: `工程伦理、职业道德`. */
  readonly subjects: string
}

/** A plan as it is typed. The names are the contract's, so that the server's complaints land on their fields. */
export type PlanValues = {
  readonly courseId: PickedCourse | null
  readonly year: string
  readonly name: string
  readonly trainingDays: string
  /** Typed in hours; empty: six for each training day. */
  readonly creditHourTenths: string
  readonly startsOn: string
  readonly endsOn: string
  readonly content: string
  readonly audience: string
  readonly remark: string
  readonly attachmentIds: readonly AttachmentView[]
  readonly classes: readonly PlannedClassValues[]
}

export function planValuesOf(plan: PlanView | null): PlanValues {
  if (!plan) {
    const day = today()
    return {
      courseId: null,
      year: day.slice(0, 4),
      name: '',
      trainingDays: '1',
      creditHourTenths: '',
      startsOn: day,
      endsOn: day,
      content: '',
      audience: '',
      remark: '',
      attachmentIds: [],
      classes: [],
    }
  }
  const { name, startsOn, endsOn, content, audience, remark } = plan
  return {
    courseId: { id: plan.courseId, name: plan.courseName, year: plan.year },
    year: String(plan.year),
    name,
    trainingDays: String(plan.trainingDays),
    creditHourTenths: String(plan.creditHourTenths / 10),
    startsOn,
    endsOn,
    content,
    audience,
    remark,
    attachmentIds: plan.attachments,
    classes: plan.classes.map(classValuesOf),
  }
}

function classValuesOf(planned: PlannedClass): PlannedClassValues {
  const { id, name, startsOn, endsOn, studyMode, examType, place, timetable } = planned
  return {
    id,
    name,
    startsOn,
    endsOn,
    plannedNumber: String(planned.plannedNumber),
    studyMode,
    examType,
    place,
    timetable,
    headTeacherId: planned.headTeacher.id,
    teacherIds: planned.teachers.map((teacher) => teacher.id),
    subjects: planned.subjects.join('、'),
  }
}

export function newClass({ startsOn, endsOn, classes }: PlanValues): PlannedClassValues {
  return {
    id: null,
    name: `第 ${classes.length + 1} 期`,
    startsOn,
    endsOn,
    plannedNumber: '',
    studyMode: '',
    examType: '',
    place: '',
    timetable: '',
    headTeacherId: '',
    teacherIds: [],
    subjects: '',
  }
}

type PlanComplaints = { readonly [K in keyof PlanValues]?: string } & Readonly<Record<string, string | undefined>>

/** What can be told before the server is asked; of a class under `classes/0/name`, as the server says it. */
export function checkPlan(values: PlanValues): PlanComplaints {
  const required = (text: string, what: string) => (text.trim() ? undefined : `请填写${what}`)
  const complaints: Record<string, string | undefined> = {
    courseId: values.courseId ? undefined : '请从课程目录选择一门课程',
    year: /^2\d{3}$/.test(values.year) ? undefined : '请填写四位数的年度',
    name: required(values.name, '计划名称'),
    trainingDays: /^[1-9]\d{0,2}$/.test(values.trainingDays) ? undefined : '请填写培训天数，例如 3',
    creditHourTenths: /^(\d{1,4}(\.\d)?)?$/.test(values.creditHourTenths.trim())
      ? undefined
      : '请填写学时，最多一位小数，例如 18 或 18.5',
    endsOn: values.endsOn < values.startsOn ? '结束日期不能早于开始日期' : undefined,
  }
  for (const [index, planned] of values.classes.entries()) {
    for (const [field, complaint] of Object.entries(checkClass(planned))) {
      complaints[`classes/${index}/${field}`] = complaint
    }
  }
  return complaints
}

function checkClass(planned: PlannedClassValues): Readonly<Record<string, string | undefined>> {
  const required = (text: string, what: string) => (text.trim() ? undefined : `请填写${what}`)
  return {
    name: required(planned.name, '培训班名称'),
    endsOn: planned.endsOn < planned.startsOn ? '结束日期不能早于开班日期' : undefined,
    plannedNumber: /^[1-9]\d{0,3}$/.test(planned.plannedNumber) ? undefined : '请填写计划人数，例如 60',
    studyMode: planned.studyMode ? undefined : '请选择学习形式',
    examType: planned.examType ? undefined : '请选择考试形式',
    place: required(planned.place, '培训地点'),
    headTeacherId: planned.headTeacherId ? undefined : '请选择班主任',
  }
}

/** What is sent of values that `checkPlan` let pass. */
export function planBody(values: PlanValues) {
  const trainingDays = Number(values.trainingDays)
  const hours = values.creditHourTenths.trim()
  return {
    courseId: values.courseId?.id ?? '',
    year: Number(values.year),
    name: values.name,
    trainingDays,
    creditHourTenths: hours ? Math.round(Number(hours) * 10) : trainingDays * CREDIT_HOUR_TENTHS_PER_DAY,
    startsOn: values.startsOn,
    endsOn: values.endsOn,
    content: values.content,
    audience: values.audience,
    remark: values.remark,
    attachmentIds: values.attachmentIds.map(({ id }) => id),
    classes: values.classes.map(({ id, plannedNumber, teacherIds, subjects, ...planned }) => ({
      ...planned,
      ...(id ? { id } : {}),
      plannedNumber: Number(plannedNumber),
      teacherIds: [...teacherIds],
      subjects: subjects.split(/[、，,；;\n]/).flatMap((subject) => subject.trim() || []),
    })),
  }
}
