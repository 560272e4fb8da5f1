import {
  PLAN_STATES,
  type PlanChange,
  type PlanState,
  REVIEWER_KINDS,
  type ReviewerKind,
  TRAIL_RESULTS,
  TRAIL_STEPS,
  type TrailResult,
  type TrailStep,
} from '@jijiao/shared/plans'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'
import { namedTeacherFields } from '../classes'

export type NamedTeacher = { teacherId: Types.ObjectId; name: string }
export type NamedBody = { organizationId: Types.ObjectId; name: string }

/** A class as the plan has it; the approval makes the class of the same id. */
export type PlannedClass = {
  _id: Types.ObjectId
  name: string
  startsOn: string
  endsOn: string
  plannedNumber: number
  studyMode: string
  examType: string
  place: string
  timetable: string
  headTeacher: NamedTeacher
  teachers: NamedTeacher[]
  subjects: string[]
}

/** What the unit declares. Names of course and teachers are those of the moment it was saved. */
export type PlanContent = {
  courseId: Types.ObjectId
  courseName: string
  series: string
  year: number
  name: string
  trainingDays: number
  creditHourTenths: number
  startsOn: string
  endsOn: string
  content: string
  audience: string
  remark: string
  /** Absent in plans from before there were files. */
  attachmentIds?: string[] | undefined
  classes: PlannedClass[]
}

/** The review of the last submission: its route was settled when the plan was submitted. */
export type Review = {
  steps: ReviewerKind[]
  /** The authority expected at each step; for an HR authority's step any whose region has the unit may decide. */
  bodies: NamedBody[]
  /** Which step is being decided. */
  index: number
  submittedAt: Date
  submittedBy: Types.ObjectId | null
  /** What the plan is again when the submission is withdrawn. */
  stateBefore: Extract<PlanState, 'draft' | 'returned'>
  /** When it was submitted a teacher was wanted twice on the same days, so that it comes first among what waits. */
  hasConflict: boolean
}

export type TrailLine = {
  step: TrailStep
  organization: NamedBody
  operatorId: Types.ObjectId | null
  operatorName: string | null
  at: Date
  result: TrailResult
  opinion: string | null
  changes: PlanChange[] | null
}

export type CoursePlan = PlanContent & {
  _id: Types.ObjectId
  organizationId: Types.ObjectId
  /** The unit's region and those around it, the nearest last: an authority finds its units' plans by one of them. */
  regionCodes: string[]
  state: PlanState
  /** Who has to decide now. */
  awaiting: ReviewerKind | null
  review: Review | null
  lastSubmission: PlanContent | null
  trail: TrailLine[]
  nameSearch: string
  courseSearch: string
  version: number
  createdAt: Date
  changedAt: Date
}

const day = { type: String, required: true }
const text = { type: String, default: '' }
const body = {
  _id: false,
  organizationId: { type: Schema.Types.ObjectId, required: true },
  name: { type: String, default: '' },
} as const

const plannedClass = new Schema<PlannedClass>({
  name: { type: String, required: true },
  startsOn: day,
  endsOn: day,
  plannedNumber: { type: Number, required: true },
  studyMode: { type: String, required: true },
  examType: { type: String, required: true },
  place: { type: String, required: true },
  timetable: text,
  headTeacher: namedTeacherFields,
  teachers: [namedTeacherFields],
  subjects: [String],
})

const contentFields = {
  courseId: { type: Schema.Types.ObjectId, required: true },
  courseName: { type: String, required: true },
  series: { type: String, required: true },
  year: { type: Number, required: true },
  name: { type: String, required: true },
  trainingDays: { type: Number, required: true },
  creditHourTenths: { type: Number, required: true },
  startsOn: day,
  endsOn: day,
  content: text,
  audience: text,
  remark: text,
  attachmentIds: [String],
  classes: [plannedClass],
} as const

const review = new Schema<Review>(
  {
    steps: [{ type: String, enum: REVIEWER_KINDS }],
    bodies: [body],
    index: { type: Number, required: true },
    submittedAt: { type: Date, required: true },
    submittedBy: { type: Schema.Types.ObjectId, default: null },
    stateBefore: { type: String, required: true },
    hasConflict: { type: Boolean, default: false },
  },
  { _id: false },
)

const change = {
  _id: false,
  classId: { type: String, default: null },
  className: { type: String, default: null },
  field: { type: String, required: true },
  before: { type: String, default: null },
  after: { type: String, default: null },
} as const

const trailLine = new Schema<TrailLine>(
  {
    step: { type: String, enum: TRAIL_STEPS, required: true },
    organization: body,
    operatorId: { type: Schema.Types.ObjectId, default: null },
    operatorName: { type: String, default: null },
    at: { type: Date, required: true },
    result: { type: String, enum: TRAIL_RESULTS, required: true },
    opinion: { type: String, default: null },
    changes: { type: [change], default: null },
  },
  { _id: false },
)

export const planModel = defineModel(
  'CoursePlan',
  new Schema<CoursePlan>(
    {
      ...contentFields,
      organizationId: { type: Schema.Types.ObjectId, required: true },
      regionCodes: { type: [String], required: true },
      state: { type: String, enum: PLAN_STATES, required: true },
      awaiting: { type: String, default: null },
      review: { type: review, default: null },
      lastSubmission: { type: new Schema<PlanContent>(contentFields, { _id: false }), default: null },
      trail: { type: [trailLine], default: [] },
      nameSearch: { type: String, required: true },
      courseSearch: { type: String, required: true },
      version: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      changedAt: { type: Date, required: true },
    },
    { collection: 'plans', versionKey: false },
  )
    .index({ organizationId: 1, _id: -1 })
    .index({ organizationId: 1, state: 1, _id: -1 })
    .index({ regionCodes: 1, state: 1, _id: -1 })
    .index({ regionCodes: 1, awaiting: 1, 'review.submittedAt': 1, _id: 1 })
    .index({ regionCodes: 1, awaiting: 1, 'review.hasConflict': 1, 'review.submittedAt': 1, _id: 1 })
    .index({ 'review.bodies.organizationId': 1, state: 1, _id: -1 })
    .index({ 'review.bodies.organizationId': 1, awaiting: 1, 'review.submittedAt': 1, _id: 1 })
    .index({
      'review.bodies.organizationId': 1,
      awaiting: 1,
      'review.hasConflict': 1,
      'review.submittedAt': 1,
      _id: 1,
    }),
)
