import { CLASS_STATES, type ClassState, COURSE_CATEGORIES, type CourseCategory } from '@jijiao/shared/classes'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type TrainingClass = {
  _id: Types.ObjectId
  organizationId: Types.ObjectId
  name: string
  category: CourseCategory
  courseName: string
  /** Calendar days in China, `YYYY-MM-DD`. */
  startsOn: string
  endsOn: string
  plannedNumber: number
  place: string
  creditHourTenths: number
  state: ClassState
  /** Of the opening or the cancellation. */
  note: string | null
  /** Never above `plannedNumber`: it changes in the transaction of each enrolment. */
  enrolledCount: number
  /** What is searched: the names of class and course in one form. */
  searchText: string
  version: number
  createdAt: Date
}

export const classModel = defineModel(
  'TrainingClass',
  new Schema<TrainingClass>(
    {
      organizationId: { type: Schema.Types.ObjectId, required: true },
      name: { type: String, required: true },
      category: { type: String, enum: COURSE_CATEGORIES, required: true },
      courseName: { type: String, required: true },
      startsOn: { type: String, required: true },
      endsOn: { type: String, required: true },
      plannedNumber: { type: Number, required: true },
      place: { type: String, required: true },
      creditHourTenths: { type: Number, required: true },
      state: { type: String, enum: CLASS_STATES, required: true },
      note: { type: String, default: null },
      enrolledCount: { type: Number, required: true },
      searchText: { type: String, required: true },
      version: { type: Number, required: true },
      createdAt: { type: Date, required: true },
    },
    { collection: 'classes', versionKey: false },
  )
    .index({ organizationId: 1, startsOn: -1, _id: -1 })
    .index({ organizationId: 1, state: 1, startsOn: -1, _id: -1 }),
)
