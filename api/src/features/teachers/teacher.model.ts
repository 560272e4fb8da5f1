import { TEACHER_STATES, type TeacherState } from '@jijiao/shared/teachers'
import type { NameKeys } from '@jijiao/shared/text/pinyin'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'
import { nameKeyFields } from '../affiliations'

export type Teacher = {
  _id: Types.ObjectId
  organizationId: Types.ObjectId
  name: string
  nameKeys: NameKeys
  sealedResidentId: string
  /** Blind index: one teacher for each ID number in a unit. */
  residentIdIndex: string
  /** `1` or `2`, out of the ID number. */
  sex: string
  sealedPhone: string
  sealedEmail: string | null
  /** GB/T 8561. */
  qualification: string | null
  coursesTaught: string
  introduction: string
  state: TeacherState
  /** How many plans name the teacher: it changes in the transaction of each. */
  useCount: number
  version: number
  createdAt: Date
  changedAt: Date
}

export const teacherModel = defineModel(
  'Teacher',
  new Schema<Teacher>(
    {
      organizationId: { type: Schema.Types.ObjectId, required: true },
      name: { type: String, required: true },
      nameKeys: nameKeyFields,
      sealedResidentId: { type: String, required: true },
      residentIdIndex: { type: String, required: true },
      sex: { type: String, required: true },
      sealedPhone: { type: String, required: true },
      sealedEmail: { type: String, default: null },
      qualification: { type: String, default: null },
      coursesTaught: { type: String, default: '' },
      introduction: { type: String, default: '' },
      state: { type: String, enum: TEACHER_STATES, required: true },
      useCount: { type: Number, required: true },
      version: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      changedAt: { type: Date, required: true },
    },
    { collection: 'teachers', versionKey: false },
  )
    .index({ organizationId: 1, residentIdIndex: 1 }, { unique: true })
    .index({ residentIdIndex: 1 })
    .index({ organizationId: 1, 'nameKeys.pinyin': 1, _id: 1 })
    .index({ organizationId: 1, state: 1, 'nameKeys.pinyin': 1, _id: 1 }),
)
