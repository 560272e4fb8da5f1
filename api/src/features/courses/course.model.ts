import { COURSE_STATES, type CourseState } from '@jijiao/shared/courses'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

/** An entry of the catalogue. */
export type Course = {
  _id: Types.ObjectId
  /** The industry authority that keeps it. */
  authorityId: Types.ObjectId
  series: string
  year: number
  name: string
  /** What the list is sorted by. */
  namePinyin: string
  searchText: string
  content: string
  state: CourseState
  version: number
  createdAt: Date
  changedAt: Date
}

export const courseModel = defineModel(
  'Course',
  new Schema<Course>(
    {
      authorityId: { type: Schema.Types.ObjectId, required: true },
      series: { type: String, required: true },
      year: { type: Number, required: true },
      name: { type: String, required: true },
      namePinyin: { type: String, required: true },
      searchText: { type: String, required: true },
      content: { type: String, required: true },
      state: { type: String, enum: COURSE_STATES, required: true },
      version: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      changedAt: { type: Date, required: true },
    },
    { collection: 'courses', versionKey: false },
  )
    .index(
      { authorityId: 1, year: 1, series: 1, name: 1 },
      { unique: true, partialFilterExpression: { state: 'offered' } },
    )
    .index({ state: 1, namePinyin: 1, _id: 1 })
    .index({ state: 1, series: 1, namePinyin: 1, _id: 1 })
    .index({ state: 1, authorityId: 1, namePinyin: 1, _id: 1 }),
)
