import type { FieldError } from '@jijiao/shared/http'
import { CREDIT_HOUR_TENTHS_PER_DAY, type PlanInput } from '@jijiao/shared/plans'
import { type ClientSession, Types } from 'mongoose'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Course, findCourse } from '../courses'
import { teachersOfUnit } from '../teachers'
import type { PlanContent, PlannedClass } from './plan.model'

/** Everybody whom the classes name, each once. */
export function teacherIdsOf(classes: readonly PlannedClass[]): Types.ObjectId[] {
  const ids = classes.flatMap(({ headTeacher, teachers }) =>
    [headTeacher, ...teachers].map(({ teacherId }) => teacherId),
  )
  return [...new Map(ids.map((id) => [String(id), id])).values()]
}

/** The ids in the one list that are not in the other. */
export const without = (ids: readonly Types.ObjectId[], others: readonly Types.ObjectId[]) => {
  const known = new Set(others.map(String))
  return ids.filter((id) => !known.has(String(id)))
}

/**
 * Turns what was typed into what is stored. What is newly chosen must be there to be chosen (an offered course, enabled
 * teachers); what the plan has already may stay. Refuses with every wrong field.
 */
export async function resolveContent(
  deps: Pick<Deps, 'db'>,
  organizationId: Types.ObjectId,
  input: PlanInput,
  before: PlanContent | null,
  session: ClientSession,
): Promise<PlanContent> {
  const { courseId, classes, creditHourTenths, ...rest } = input
  const course = await findCourse(deps, courseId, session)
  const isKept = before !== null && String(before.courseId) === courseId
  const { planned, errors } = await resolveClasses(deps, organizationId, classes, before?.classes ?? [], session)
  errors.unshift(...courseErrors(course, isKept, input.year))
  if (!course || errors.length > 0) throw new Problem('invalid_input', { errors })
  return {
    ...rest,
    courseId: course._id,
    courseName: course.name,
    series: course.series,
    creditHourTenths: creditHourTenths ?? input.trainingDays * CREDIT_HOUR_TENTHS_PER_DAY,
    classes: planned,
  }
}

function courseErrors(course: Course | null, isKept: boolean, year: number): FieldError[] {
  if (!course || (course.state === 'retired' && !isKept)) {
    return [{ pointer: '#/courseId', detail: '没有这门课程或课程已停用，请重新选择' }]
  }
  if (course.year === year) return []
  return [{ pointer: '#/year', detail: `这门课程属于 ${course.year} 年度，请修改年度或改选课程` }]
}

async function resolveClasses(
  deps: Pick<Deps, 'db'>,
  organizationId: Types.ObjectId,
  classes: PlanInput['classes'],
  before: readonly PlannedClass[],
  session: ClientSession,
) {
  const errors: FieldError[] = []
  const named = classes.flatMap(({ headTeacherId, teacherIds }) => [headTeacherId, ...teacherIds])
  const ids = [...new Set(named)].map((id) => new Types.ObjectId(id))
  const teachers = await teachersOfUnit(deps, organizationId, ids, session)
  const alreadyNamed = new Set(teacherIdsOf(before).map(String))
  const known = new Set(before.map(({ _id }) => String(_id)))
  const pick = (id: string, pointer: string) => {
    const teacher = teachers.get(id)
    if (!teacher || (teacher.state === 'disabled' && !alreadyNamed.has(id))) {
      errors.push({ pointer, detail: '没有这位师资或师资已停用，请重新选择' })
    }
    return { teacherId: new Types.ObjectId(id), name: teacher?.name ?? '' }
  }
  const planned = classes.map(({ id, headTeacherId, teacherIds, ...rest }, index): PlannedClass => {
    const at = `#/classes/${index}`
    if (id !== undefined && !known.has(id)) {
      errors.push({ pointer: `${at}/id`, detail: '计划里没有这个培训班，请刷新后再修改' })
    }
    return {
      _id: new Types.ObjectId(id),
      ...rest,
      headTeacher: pick(headTeacherId, `${at}/headTeacherId`),
      teachers: teacherIds.map((teacherId, place) => pick(teacherId, `${at}/teacherIds/${place}`)),
    }
  })
  return { planned, errors }
}
