import { z } from 'zod'
import { attachmentView } from '../attachments/fields'
import { QUALIFICATION_SERIES } from '../codes'
import { codeOf } from '../codes/fields'
import type { Contract } from '../http'
import { abilities, day, id, instant, line, page, pageQuery, paragraph, sortedBy } from '../http/contract'
import { findRegion } from '../regions'
import { PLAN_FIELDS, PLANNED_CLASS_FIELDS, REVIEWER_KINDS, TRAIL_RESULTS, TRAIL_STEPS } from './constants'
import { planEndpoints } from './endpoints'
import { planChangeInput, planInput } from './fields'
import { PLAN_DECISIONS, PLAN_STATES } from './lifecycle'
import { PLAN_SHEET } from './sheet'

const planParams = z.strictObject({ planId: id })
const named = z.strictObject({ id, name: z.string() })
const year = z.int().min(2000).max(2999)

const plannedClass = z.strictObject({
  /** Also of the class that the approval makes. */
  id,
  name: z.string(),
  startsOn: day,
  endsOn: day,
  plannedNumber: z.int(),
  studyMode: z.string(),
  examType: z.string(),
  place: z.string(),
  timetable: z.string(),
  headTeacher: named,
  teachers: z.array(named),
  subjects: z.array(z.string()),
})

const planContent = z.strictObject({
  courseId: id,
  courseName: z.string(),
  series: z.string(),
  year: z.int(),
  name: z.string(),
  trainingDays: z.int(),
  creditHourTenths: z.int(),
  startsOn: day,
  endsOn: day,
  content: z.string(),
  audience: z.string(),
  remark: z.string(),
  classes: z.array(plannedClass),
})

const planChange = z.strictObject({
  /** `null` both: a field of the plan itself. */
  classId: id.nullable(),
  className: z.string().nullable(),
  /** `class`: it came (`before` is null) or went (`after` is null). */
  field: z.enum([...PLAN_FIELDS, ...PLANNED_CLASS_FIELDS, 'class']),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

const trailLine = z.strictObject({
  step: z.enum(TRAIL_STEPS),
  organization: named,
  operator: z.string().nullable(),
  at: instant,
  result: z.enum(TRAIL_RESULTS),
  opinion: z.string().nullable(),
  /** Of a repeated submission: what differs from the one before. */
  changes: z.array(planChange).nullable(),
})

const planLine = z.strictObject({
  id,
  unit: named,
  name: z.string(),
  courseName: z.string(),
  series: z.string(),
  year: z.int(),
  startsOn: day,
  endsOn: day,
  classCount: z.int(),
  state: z.enum(PLAN_STATES),
  /** Whose decision it waits for. */
  reviewStep: z.enum(REVIEWER_KINDS).nullable(),
  /** The authority that decides, or decided last; `null` before the first submission. */
  reviewingBody: named.nullable(),
  createdAt: instant,
  submittedAt: instant.nullable(),
  version: z.int(),
  abilities: abilities(['edit', 'remove', 'submit', 'withdraw', 'approve', 'return', 'reject']),
})

/** A reviewer sees the content as it was submitted last, whatever the unit has been mending since. */
const planView = planLine.extend({
  ...planContent.shape,
  attachments: z.array(attachmentView),
  reviewSteps: z.array(z.enum(REVIEWER_KINDS)),
  trail: z.array(trailLine),
  changedAt: instant,
})

const teacherConflict = z.strictObject({
  teacher: named,
  plannedClass: named,
  /** The other class, of this plan or already set up, on some of the same days. */
  with: named.extend({ startsOn: day, endsOn: day }),
})

const versioned = z.strictObject({ version: z.int().min(1) })

const reviewRouteInput = z.strictObject({
  regionCode: z.string().refine((code) => findRegion(code) !== undefined, { error: '请选择所在地区' }),
  /** `null`: every series. */
  series: codeOf(QUALIFICATION_SERIES).nullable(),
  /** `null`: every year. */
  year: year.nullable(),
  steps: z
    .array(z.enum(REVIEWER_KINDS))
    .max(REVIEWER_KINDS.length)
    .refine((steps) => steps.every((step, index) => step === REVIEWER_KINDS[index]) && steps.length > 0, {
      error: '应先由行业主管部门审核，之后可再由人社主管部门审核',
    }),
})

const reviewRouteView = z.strictObject({
  id,
  regionCode: z.string(),
  series: z.string().nullable(),
  year: z.int().nullable(),
  steps: z.array(z.enum(REVIEWER_KINDS)),
  changedAt: instant,
})

export const planContract = {
  toReview: {
    ...planEndpoints.toReview,
    summary: 'Plans that wait for a decision of the authority acted for, longest waiting first',
    query: z.strictObject({ sort: sortedBy(['submittedAt'], 'submittedAt'), ...pageQuery }),
    answer: page(planLine),
    problems: ['not_allowed'],
  },
  list: {
    ...planEndpoints.list,
    summary: "The unit's plans, or those that the authority reviews or has reviewed; newest first",
    query: z.strictObject({
      state: z.enum(PLAN_STATES).optional(),
      /** Part of the course's name, its pinyin or initials. */
      course: line(50, 0).optional(),
      /** Part of the plan's name, its pinyin or initials. */
      q: line(50, 0).optional(),
      year: z.coerce.number().int().min(2000).max(2999).optional(),
      sort: sortedBy(['createdAt'], '-createdAt'),
      ...pageQuery,
    }),
    answer: page(planLine),
    sheet: PLAN_SHEET,
  },
  create: {
    ...planEndpoints.create,
    summary: 'Draft a plan from a course of the catalogue',
    body: planInput,
    answer: planView,
    status: 201,
    problems: ['not_allowed', 'state_conflict'],
  },
  get: {
    ...planEndpoints.get,
    summary: 'One plan with its classes and trail',
    params: planParams,
    answer: planView,
  },
  teacherConflicts: {
    ...planEndpoints.teacherConflicts,
    summary: 'Teachers of the plan who have two classes on the same days; a warning, nothing is refused for it',
    params: planParams,
    answer: z.strictObject({ data: z.array(teacherConflict) }),
  },
  edit: {
    ...planEndpoints.edit,
    summary: 'Change a draft or a returned plan, classes included',
    params: planParams,
    body: planChangeInput,
    answer: planView,
    problems: ['not_allowed', 'plan_locked', 'state_conflict'],
  },
  remove: {
    ...planEndpoints.remove,
    summary: 'Delete a draft',
    params: planParams,
    problems: ['not_allowed', 'plan_not_draft'],
  },
  submit: {
    ...planEndpoints.submit,
    summary: 'Submit a plan for review; it is locked from then on',
    params: planParams,
    body: versioned,
    answer: planView,
    problems: [
      'not_allowed',
      'plan_locked',
      'plan_needs_class',
      'course_retired',
      'teacher_disabled',
      'no_reviewer',
      'state_conflict',
    ],
  },
  withdraw: {
    ...planEndpoints.withdraw,
    summary: 'Take a submission back before anybody has decided',
    params: planParams,
    body: versioned,
    answer: planView,
    problems: ['not_allowed', 'plan_not_submitted', 'plan_decided', 'state_conflict'],
  },
  decide: {
    ...planEndpoints.decide,
    summary: 'Approve, return or reject; the last approval makes the classes',
    params: planParams,
    body: versioned
      .extend({ decision: z.enum(PLAN_DECISIONS), opinion: paragraph(500).default('') })
      .refine((body) => body.decision === 'approve' || body.opinion !== '', {
        error: '退案或结案时请填写审核意见',
        path: ['opinion'],
      }),
    answer: planView,
    problems: ['not_allowed', 'own_submission', 'plan_not_submitted', 'state_conflict'],
  },
  reviewRoutes: {
    ...planEndpoints.reviewRoutes,
    summary: 'Who reviews plans in the region of the HR authority acted for; elsewhere the industry authority alone',
    answer: z.strictObject({ data: z.array(reviewRouteView) }),
    problems: ['not_allowed'],
  },
  setReviewRoute: {
    ...planEndpoints.setReviewRoute,
    summary: 'Say who reviews the plans of a region, series and year; submissions that are under way keep their route',
    body: reviewRouteInput,
    answer: reviewRouteView,
    problems: ['not_allowed'],
  },
  removeReviewRoute: {
    ...planEndpoints.removeReviewRoute,
    summary: 'Take a route back; the next wider one holds again',
    params: z.strictObject({ routeId: id }),
    problems: ['not_allowed'],
  },
} as const satisfies Contract

export type PlanInput = z.output<typeof planInput>
export type PlannedClass = z.output<typeof plannedClass>
export type PlanContent = z.output<typeof planContent>
export type PlanChange = z.output<typeof planChange>
export type TeacherConflict = z.output<typeof teacherConflict>
export type TrailLine = z.output<typeof trailLine>
export type PlanLine = z.output<typeof planLine>
export type PlanView = z.output<typeof planView>
export type ReviewRouteInput = z.output<typeof reviewRouteInput>
export type ReviewRouteView = z.output<typeof reviewRouteView>
