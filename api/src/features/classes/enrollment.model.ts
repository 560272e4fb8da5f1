import type { NameKeys } from '@jijiao/shared/text/pinyin'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'
import { nameKeyFields } from '../affiliations'

/** A trainee in a class. Withdrawing deletes it; the audit facts keep the history. */
export type Enrollment = {
  _id: Types.ObjectId
  classId: Types.ObjectId
  traineeId: Types.ObjectId
  organizationId: Types.ObjectId
  traineeName: string
  /** Copied from the trainee, so that a class is searched and sorted by one index. */
  nameKeys: NameKeys
  residentIdIndex: string
  enrolledAt: Date
  /** Attendance or a result refers to it: it can no longer be withdrawn. */
  hasMarks: boolean
}

export const enrollmentModel = defineModel(
  'Enrollment',
  new Schema<Enrollment>(
    {
      classId: { type: Schema.Types.ObjectId, required: true },
      traineeId: { type: Schema.Types.ObjectId, required: true },
      organizationId: { type: Schema.Types.ObjectId, required: true },
      traineeName: { type: String, required: true },
      nameKeys: nameKeyFields,
      residentIdIndex: { type: String, required: true },
      enrolledAt: { type: Date, required: true },
      hasMarks: { type: Boolean, required: true },
    },
    { collection: 'enrollments', versionKey: false },
  )
    .index({ classId: 1, traineeId: 1 }, { unique: true })
    .index({ traineeId: 1, _id: -1 })
    .index({ classId: 1, 'nameKeys.pinyin': 1, _id: 1 }),
)
