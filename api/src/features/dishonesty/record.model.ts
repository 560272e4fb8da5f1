import {
  DISHONESTY_STATES,
  DISHONESTY_SUBJECTS,
  type DishonestyState,
  type DishonestySubject,
} from '@jijiao/shared/dishonesty'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type DishonestyRecord = {
  _id: Types.ObjectId
  subjectKind: DishonestySubject
  /** One of the two, by kind. */
  traineeId: Types.ObjectId | null
  unitId: Types.ObjectId | null
  /** As on the day of the record. */
  subjectName: string
  searchText: string
  category: string
  content: string
  evidence: string
  /** Absent in records from before there were files. */
  attachmentIds?: string[] | undefined
  /** Who recorded it, and alone may move it. */
  organizationId: Types.ObjectId
  organizationName: string
  recordedBy: Types.ObjectId | null
  recordedAt: Date
  /** The organizations that see it: who recorded it and, once it was told, the unit it is about. */
  seenBy: Types.ObjectId[]
  state: DishonestyState
  noticedAt: Date | null
  effectiveAt: Date | null
  endedAt: Date | null
  reason: string | null
  replies: { at: Date; accountId: Types.ObjectId; text: string; attachmentIds?: string[] | undefined }[]
  version: number
}

const optionalDate = { type: Date, default: null } as const
const optionalId = { type: Schema.Types.ObjectId, default: null } as const

export const dishonestyModel = defineModel(
  'DishonestyRecord',
  new Schema<DishonestyRecord>(
    {
      subjectKind: { type: String, enum: DISHONESTY_SUBJECTS, required: true },
      traineeId: optionalId,
      unitId: optionalId,
      subjectName: { type: String, required: true },
      searchText: { type: String, required: true },
      category: { type: String, required: true },
      content: { type: String, required: true },
      evidence: { type: String, default: '' },
      attachmentIds: [String],
      organizationId: { type: Schema.Types.ObjectId, required: true },
      organizationName: { type: String, required: true },
      recordedBy: optionalId,
      recordedAt: { type: Date, required: true },
      seenBy: { type: [Schema.Types.ObjectId], required: true },
      state: { type: String, enum: DISHONESTY_STATES, required: true },
      noticedAt: optionalDate,
      effectiveAt: optionalDate,
      endedAt: optionalDate,
      reason: { type: String, default: null },
      replies: [
        {
          _id: false,
          at: { type: Date, required: true },
          accountId: { type: Schema.Types.ObjectId, required: true },
          text: { type: String, required: true },
          attachmentIds: [String],
        },
      ],
      version: { type: Number, required: true },
    },
    { collection: 'dishonestyRecords', versionKey: false },
  )
    .index({ seenBy: 1, _id: -1 })
    .index({ traineeId: 1, _id: -1 }),
)
