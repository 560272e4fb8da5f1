import {
  type AttendanceRule,
  CLASS_STATES,
  type ClassState,
  COURSE_CATEGORIES,
  type CourseCategory,
  LEAVE_RULES,
} from '@jijiao/shared/classes'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type NamedTeacher = { teacherId: Types.ObjectId; name: string }

/** What an approved plan says of the class beyond what every class has. */
export type PlanDetails = {
  planId: Types.ObjectId
  studyMode: string
  examType: string
  timetable: string
  headTeacher: NamedTeacher
  teachers: NamedTeacher[]
  subjects: string[]
}

export const namedTeacherFields = {
  _id: false,
  teacherId: { type: Schema.Types.ObjectId, required: true },
  name: { type: String, required: true },
} as const

const planDetails = new Schema<PlanDetails>(
  {
    planId: { type: Schema.Types.ObjectId, required: true },
    studyMode: { type: String, required: true },
    examType: { type: String, required: true },
    timetable: { type: String, default: '' },
    headTeacher: namedTeacherFields,
    teachers: [namedTeacherFields],
    subjects: [String],
  },
  { _id: false },
)

export type TrainingClass = {
  _id: Types.ObjectId
  organizationId: Types.ObjectId
  /** Copied from the unit, which never changes them itself: an authority's list shows and finds classes by them. */
  organizationName: string
  /** From the province down to the unit's own region. */
  regionCodes: string[]
  name: string
  category: CourseCategory
  courseName: string
  /** Calendar days in China, `YYYY-MM-DD`. */
  startsOn: string
  endsOn: string
  plannedNumber: number
  place: string
  creditHourTenths: number
  /** `null` for a class that was set up without a plan. */
  plan: PlanDetails | null
  state: ClassState
  /** Of the opening or the cancellation. */
  note: string | null
  /** Never above `plannedNumber`: it changes in the transaction of each enrolment. */
  enrolledCount: number
  /** How many of them have a result. */
  assessedCount: number
  attendanceRule: AttendanceRule
  /** What is searched: the names of class and course in one form. */
  searchText: string
  /** Rises with everything that hangs on the class being open; what the class says of itself stays the same. */
  touches: number
  version: number
  createdAt: Date
}

export const classModel = defineModel(
  'TrainingClass',
  new Schema<TrainingClass>(
    {
      organizationId: { type: Schema.Types.ObjectId, required: true },
      organizationName: { type: String, required: true },
      regionCodes: { type: [String], required: true },
      name: { type: String, required: true },
      category: { type: String, enum: COURSE_CATEGORIES, required: true },
      courseName: { type: String, required: true },
      startsOn: { type: String, required: true },
      endsOn: { type: String, required: true },
      plannedNumber: { type: Number, required: true },
      place: { type: String, required: true },
      creditHourTenths: { type: Number, required: true },
      plan: { type: planDetails, default: null },
      state: { type: String, enum: CLASS_STATES, required: true },
      note: { type: String, default: null },
      enrolledCount: { type: Number, required: true },
      assessedCount: { type: Number, required: true },
      attendanceRule: {
        _id: false,
        leastSharePercent: { type: Number, required: true },
        leave: { type: String, enum: LEAVE_RULES, required: true },
        scanOut: { type: Boolean, required: true },
      },
      searchText: { type: String, required: true },
      touches: { type: Number, required: true },
      version: { type: Number, required: true },
      createdAt: { type: Date, required: true },
    },
    { collection: 'classes', versionKey: false },
  )
    .index({ organizationId: 1, startsOn: -1, _id: -1 })
    .index({ organizationId: 1, state: 1, startsOn: -1, _id: -1 })
    .index({ regionCodes: 1, startsOn: -1, _id: -1 }),
)
