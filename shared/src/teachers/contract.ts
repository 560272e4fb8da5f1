import { z } from 'zod'
import { PROFESSIONAL_QUALIFICATIONS } from '../codes'
import { codeOf } from '../codes/fields'
import type { Contract } from '../http'
import { abilities, id, instant, line, optionalText, page, pageQuery, paragraph, sortedBy } from '../http/contract'
import { mobileNumber, residentIdInput } from '../identifiers/fields'
import { teacherEndpoints } from './endpoints'
import { TEACHER_STATES } from './lifecycle'
import { TEACHER_SHEET } from './sheet'

const teacherParams = z.strictObject({ teacherId: id })

const details = {
  name: line(50),
  /** Follows from the ID number; if it is stated, it must agree. */
  sex: z.enum(['1', '2']).optional(),
  email: optionalText(z.email({ error: '邮箱格式不正确，例如 name@example.com' }).max(100)),
  qualification: optionalText(codeOf(PROFESSIONAL_QUALIFICATIONS)),
  coursesTaught: paragraph(500).default(''),
  introduction: paragraph(1_000).default(''),
}

const teacherInput = z.strictObject({ ...details, residentId: residentIdInput, phone: mobileNumber })

const teacherLine = z.strictObject({
  id,
  name: z.string(),
  /** GB/T 2261.1. */
  sex: z.string(),
  /** Masked. */
  residentId: z.string(),
  /** Masked. */
  phone: z.string(),
  qualification: z.string().nullable(),
  coursesTaught: z.string(),
  state: z.enum(TEACHER_STATES),
  version: z.int(),
  /** `remove` is there only until a plan first names the teacher. */
  abilities: abilities(['edit', 'enable', 'disable', 'remove']),
})

const teacherView = teacherLine.extend({
  email: z.string().nullable(),
  introduction: z.string(),
  createdAt: instant,
  changedAt: instant,
})

export const teacherContract = {
  list: {
    ...teacherEndpoints.list,
    summary: "The unit's teachers, in the order of their names' pinyin",
    query: z.strictObject({
      /** A name, its pinyin or initials, or a whole ID number. */
      q: line(50, 0).optional(),
      /** `enabled`: those who can be picked. */
      state: z.enum(TEACHER_STATES).optional(),
      sort: sortedBy(['name'], 'name'),
      ...pageQuery,
    }),
    answer: page(teacherLine),
    sheet: TEACHER_SHEET,
  },
  add: {
    ...teacherEndpoints.add,
    summary: 'Add a teacher, enabled at once',
    body: teacherInput,
    answer: teacherView,
    status: 201,
    problems: ['not_allowed', 'teacher_exists'],
  },
  get: { ...teacherEndpoints.get, summary: 'One teacher', params: teacherParams, answer: teacherView },
  edit: {
    ...teacherEndpoints.edit,
    summary: 'Change a teacher; without `residentId` or `phone` the number stays as it is',
    params: teacherParams,
    body: z.strictObject({
      version: z.int().min(1),
      ...details,
      residentId: residentIdInput.optional(),
      phone: mobileNumber.optional(),
    }),
    answer: teacherView,
    problems: ['not_allowed', 'state_conflict', 'teacher_exists'],
  },
  enable: {
    ...teacherEndpoints.enable,
    summary: 'Let a teacher be picked again',
    params: teacherParams,
    answer: teacherView,
    problems: ['not_allowed', 'state_conflict'],
  },
  disable: {
    ...teacherEndpoints.disable,
    summary: 'Let a teacher be picked no more; classes that have the teacher keep it',
    params: teacherParams,
    answer: teacherView,
    problems: ['not_allowed', 'state_conflict'],
  },
  remove: {
    ...teacherEndpoints.remove,
    summary: 'Delete a teacher whom no plan names',
    params: teacherParams,
    problems: ['not_allowed', 'teacher_in_use'],
  },
} as const satisfies Contract

export type TeacherInput = z.output<typeof teacherInput>
export type TeacherLine = z.output<typeof teacherLine>
export type TeacherView = z.output<typeof teacherView>
