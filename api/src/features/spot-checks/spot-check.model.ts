import { MARK_STATES, type MarkState } from '@jijiao/shared/attendance'
import { SPOT_CHECK_FINDINGS, type SpotCheckFinding } from '@jijiao/shared/spot-checks'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type DrawnTrainee = {
  traineeId: Types.ObjectId
  markState: MarkState | null
  finding: SpotCheckFinding | null
  remark: string | null
  checkedAt: Date | null
}

export type SpotCheck = {
  _id: Types.ObjectId
  classId: Types.ObjectId
  className: string
  sessionId: Types.ObjectId | null
  /** Who draws, which may be an authority: nobody else sees it. */
  organizationId: Types.ObjectId
  seed: string
  populationSize: number
  items: DrawnTrainee[]
  drawnAt: Date
  version: number
}

export const spotCheckModel = defineModel(
  'SpotCheck',
  new Schema<SpotCheck>(
    {
      classId: { type: Schema.Types.ObjectId, required: true },
      className: { type: String, required: true },
      sessionId: { type: Schema.Types.ObjectId, default: null },
      organizationId: { type: Schema.Types.ObjectId, required: true },
      seed: { type: String, required: true },
      populationSize: { type: Number, required: true },
      items: [
        {
          _id: false,
          traineeId: { type: Schema.Types.ObjectId, required: true },
          markState: { type: String, enum: [...MARK_STATES, null], default: null },
          finding: { type: String, enum: [...SPOT_CHECK_FINDINGS, null], default: null },
          remark: { type: String, default: null },
          checkedAt: { type: Date, default: null },
        },
      ],
      drawnAt: { type: Date, required: true },
      version: { type: Number, required: true },
    },
    { collection: 'spotChecks', versionKey: false },
  ).index({ classId: 1, organizationId: 1, _id: -1 }),
)
