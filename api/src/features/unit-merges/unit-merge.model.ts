import { UNIT_MERGE_STATES, type UnitMergeState } from '@jijiao/shared/unit-merges'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type UnitMerge = {
  _id: Types.ObjectId
  state: UnitMergeState
  fromId: Types.ObjectId
  intoId: Types.ObjectId
  /** Regions that both units are in. */
  regionCodes: string[]
  reason: string
  startedAt: Date
  completedAt: Date | null
}

export const unitMergeModel = defineModel(
  'UnitMerge',
  new Schema<UnitMerge>(
    {
      state: { type: String, enum: UNIT_MERGE_STATES, required: true },
      fromId: { type: Schema.Types.ObjectId, required: true },
      intoId: { type: Schema.Types.ObjectId, required: true },
      regionCodes: { type: [String], required: true },
      reason: { type: String, required: true },
      startedAt: { type: Date, required: true },
      completedAt: { type: Date, default: null },
    },
    { collection: 'unitMerges', versionKey: false },
  )
    .index({ fromId: 1 }, { unique: true })
    .index({ regionCodes: 1, _id: -1 }),
)
