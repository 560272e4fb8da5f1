import { CLASS_OUTCOMES, type ClassOutcome } from '@jijiao/shared/class-endings'
import type { AssessmentResult } from '@jijiao/shared/codes'
import type { NameKeys } from '@jijiao/shared/text/pinyin'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'
import { nameKeyFields } from '../affiliations'

/** What the trainee achieved in the class. */
export type Assessment = {
  result: AssessmentResult
  totalScoreTenths: number | null
  subjectScores: { subject: string; scoreTenths: number }[]
  /** Calendar days in China, `YYYY-MM-DD`. */
  startedOn: string
  endedOn: string
  remark: string | null
  /** Whoever entered it last: who declares the hours that it gives. */
  enteredBy: Types.ObjectId | null
  enteredAt: Date
  version: number
}

const assessmentSchema = new Schema<Assessment>(
  {
    result: { type: String, required: true },
    totalScoreTenths: { type: Number, default: null },
    subjectScores: [
      { _id: false, subject: { type: String, required: true }, scoreTenths: { type: Number, required: true } },
    ],
    startedOn: { type: String, required: true },
    endedOn: { type: String, required: true },
    remark: { type: String, default: null },
    enteredBy: { type: Schema.Types.ObjectId, default: null },
    enteredAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { _id: false },
)

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
  assessment: Assessment | null
  /** What the closing of the class gave; `null` while it is not closed. */
  outcome: ClassOutcome | null
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
      assessment: { type: assessmentSchema, default: null },
      outcome: { type: String, enum: [...CLASS_OUTCOMES, null], default: null },
    },
    { collection: 'enrollments', versionKey: false },
  )
    .index({ classId: 1, traineeId: 1 }, { unique: true })
    .index({ traineeId: 1, _id: -1 })
    .index({ classId: 1, 'nameKeys.pinyin': 1, _id: 1 }),
)
