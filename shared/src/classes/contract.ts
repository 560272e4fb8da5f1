import { z } from 'zod'
import { assessmentView } from '../assessments/contract'
import type { Contract } from '../http'
import {
  abilities,
  day,
  id,
  instant,
  line,
  page,
  pageQuery,
  paragraph,
  rowDone,
  rowRefused,
  rowResults,
  sortedBy,
} from '../http/contract'
import { residentIdInput } from '../identifiers/fields'
import { COURSE_CATEGORIES, ENROLLMENT_TABS, LEAVE_RULES, MOST_AT_ONCE } from './constants'
import { classEndpoints } from './endpoints'
import { CLASS_STATES } from './lifecycle'
import { CLASS_SHEET, ROLL_SHEET } from './sheet'

const classParams = z.strictObject({ classId: id })

const classFields = {
  name: line(100),
  category: z.enum(COURSE_CATEGORIES),
  courseName: line(100),
  startsOn: day,
  endsOn: day,
  plannedNumber: z.int().min(1).max(5_000),
  place: paragraph(500).min(1),
  /** Tenths of a credit hour: 65 is 6.5. */
  creditHourTenths: z.int().min(0).max(10_000),
}

const endsAfterStart = (body: { startsOn: string; endsOn: string }) => body.endsOn >= body.startsOn
const endsBeforeStart = { error: '结束日期不能早于开始日期', path: ['endsOn'] }

const attendanceRule = z.strictObject({
  /** Of the minutes of all roll calls held; 0 asks for nothing. */
  leastSharePercent: z.int().min(0).max(100),
  /** Whether approved leave counts as having attended. */
  leave: z.enum(LEAVE_RULES),
  /** Roll calls planned from now on are scanned on leaving, too. */
  scanOut: z.boolean(),
})

const namedTeacher = z.strictObject({ id, name: z.string() })

export const classView = z.strictObject({
  id,
  /** Whose class it is: an HR authority sees those of its region. */
  organization: z.strictObject({ id, name: z.string() }),
  ...classFields,
  name: z.string(),
  courseName: z.string(),
  place: z.string(),
  /** What the approved plan says of it; `null` for a class that was set up without one. */
  plan: z
    .strictObject({
      id,
      studyMode: z.string(),
      examType: z.string(),
      timetable: z.string(),
      headTeacher: namedTeacher,
      teachers: z.array(namedTeacher),
      subjects: z.array(z.string()),
    })
    .nullable(),
  state: z.enum(CLASS_STATES),
  /** Of the last move. */
  note: z.string().nullable(),
  enrolledCount: z.int(),
  /** How many of the enrolled have a result. */
  assessedCount: z.int(),
  attendanceRule,
  version: z.int(),
  createdAt: instant,
  abilities: abilities([
    'edit',
    'open',
    'cancel',
    'close',
    'reopen',
    /** The unit's own trainees, picked from a list. */
    'enrol',
    /** Anybody's, by name and ID number: a provider has none of its own. */
    'enrolByIdentity',
    'setTimetable',
    'setAttendanceRule',
  ]),
})

/** A line of either tab: a candidate has no `enrolledAt`. */
const enrollmentView = z.strictObject({
  traineeId: id,
  name: z.string(),
  sex: z.string(),
  /** Masked. */
  residentId: z.string(),
  /** Masked. */
  phone: z.string().nullable(),
  enrolledAt: instant.nullable(),
  abilities: abilities(['enrol', 'withdraw']),
})

/** A class as one of its trainees sees it. */
const myClassView = z.strictObject({
  /** The class's. */
  id,
  organization: z.strictObject({ id, name: z.string() }),
  name: z.string(),
  category: z.enum(COURSE_CATEGORIES),
  courseName: z.string(),
  startsOn: day,
  endsOn: day,
  place: z.string(),
  creditHourTenths: z.int(),
  attendanceRule,
  state: z.enum(CLASS_STATES),
  enrolledAt: instant,
  /** `null` until the unit has entered it. */
  assessment: assessmentView.nullable(),
})

const moveBody = z.strictObject({ note: line(50, 0).default('') })
const traineeIds = z.strictObject({ traineeIds: z.array(id).min(1).max(MOST_AT_ONCE) })

const identities = z.strictObject({
  people: z
    .array(z.strictObject({ name: line(50), residentId: residentIdInput }))
    .min(1)
    .max(MOST_AT_ONCE),
})

/** Its place in the request, from 0: an ID number is not sent back. */
const row = { row: z.int() }
const identityResults = z.strictObject({
  results: z.array(
    z.discriminatedUnion('outcome', [
      rowDone.omit({ id: true }).extend(row),
      rowRefused.omit({ id: true }).extend(row),
    ]),
  ),
})

export const classContract = {
  list: {
    ...classEndpoints.list,
    summary: "The unit's classes, or those of an HR authority's region, latest start first",
    query: z.strictObject({
      state: z.enum(CLASS_STATES).optional(),
      category: z.enum(COURSE_CATEGORIES).optional(),
      /** Of the planned start. */
      year: z.coerce.number().int().min(2000).max(2999).optional(),
      /** Part of the class's or the course's name. */
      q: line(50, 0).optional(),
      sort: sortedBy(['startsOn'], '-startsOn'),
      ...pageQuery,
    }),
    answer: page(classView),
    sheet: CLASS_SHEET,
  },
  create: {
    ...classEndpoints.create,
    summary: 'Create a class, planned',
    body: z.strictObject(classFields).refine(endsAfterStart, endsBeforeStart),
    answer: classView,
    status: 201,
    problems: ['not_allowed'],
  },
  get: { ...classEndpoints.get, summary: 'One class', params: classParams, answer: classView },
  edit: {
    ...classEndpoints.edit,
    summary: 'Change a class while it is planned',
    params: classParams,
    body: z.strictObject({ version: z.int().min(1), ...classFields }).refine(endsAfterStart, endsBeforeStart),
    answer: classView,
    problems: ['not_allowed', 'class_not_planned', 'state_conflict'],
  },
  open: {
    ...classEndpoints.open,
    summary: 'Open a planned class',
    params: classParams,
    body: moveBody,
    answer: classView,
    problems: ['not_allowed', 'class_not_planned'],
  },
  setAttendanceRule: {
    ...classEndpoints.setAttendanceRule,
    summary: 'Say what a planned or open class asks of attendance',
    params: classParams,
    body: attendanceRule.extend({ version: z.int().min(1) }),
    answer: classView,
    problems: ['not_allowed', 'class_ended', 'state_conflict'],
  },
  enrollments: {
    ...classEndpoints.enrollments,
    summary: "The class's trainees, or the unit's trainees who are not in it, in the order of their names' pinyin",
    params: classParams,
    query: z.strictObject({
      tab: z.enum(ENROLLMENT_TABS).default('enrolled'),
      /** A name, its pinyin or initials, or a whole ID number. */
      q: line(50, 0).optional(),
      sort: sortedBy(['name'], 'name'),
      ...pageQuery,
    }),
    answer: page(enrollmentView),
    sheet: ROLL_SHEET,
  },
  enrol: {
    ...classEndpoints.enrol,
    summary: 'Enrol trainees in an open class, each by itself; who is already in it stays so',
    params: classParams,
    body: traineeIds,
    /** In the order asked, each id once. A row is refused with `trainee_not_confirmed` or `class_full`. */
    answer: rowResults,
    problems: ['not_allowed', 'class_not_open'],
  },
  enrolByIdentity: {
    ...classEndpoints.enrolByIdentity,
    summary: "Enrol people of any unit in a provider's open class by name and ID number, each by itself",
    params: classParams,
    body: identities,
    /** In the order asked. A row is refused with `class_full`, or with `person_not_enrollable` whatever is wrong with it. */
    answer: identityResults,
    problems: ['not_allowed', 'class_not_open', 'too_many_mismatches'],
  },
  withdraw: {
    ...classEndpoints.withdraw,
    summary: 'Take trainees out of an open class, each by itself',
    params: classParams,
    body: traineeIds,
    /** In the order asked, each id once. A row is refused with `not_found` or `enrollment_in_use`. */
    answer: rowResults,
    problems: ['not_allowed', 'class_not_open'],
  },
  mine: {
    ...classEndpoints.mine,
    summary: 'The classes I am enrolled in, latest enrolment first',
    query: z.strictObject(pageQuery),
    answer: page(myClassView),
  },
} as const satisfies Contract

export type ClassView = z.output<typeof classView>
export type EnrollmentView = z.output<typeof enrollmentView>
export type MyClassView = z.output<typeof myClassView>
export type IdentityResult = z.output<typeof identityResults>['results'][number]
