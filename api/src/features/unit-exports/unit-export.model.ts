import {
  UNIT_EXPORT_NUMBERS,
  UNIT_EXPORT_STATES,
  type UnitExportNumbers,
  type UnitExportState,
} from '@jijiao/shared/unit-exports'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type UnitExport = {
  _id: Types.ObjectId
  organizationId: Types.ObjectId
  state: UnitExportState
  /** A unit has one under way at most. Absent in every other. */
  isUnderWay?: true
  numbers: UnitExportNumbers
  askedAt: Date
  readyAt: Date | null
  /** Absent where there is no file. */
  expiresAt?: Date
  storageKey: string
  sizeBytes: number | null
  sha256: string | null
  rowCount: number | null
}

export const unitExportModel = defineModel(
  'UnitExport',
  new Schema<UnitExport>(
    {
      organizationId: { type: Schema.Types.ObjectId, required: true },
      state: { type: String, enum: UNIT_EXPORT_STATES, required: true },
      isUnderWay: { type: Boolean },
      numbers: { type: String, enum: UNIT_EXPORT_NUMBERS, required: true },
      askedAt: { type: Date, required: true },
      readyAt: { type: Date, default: null },
      expiresAt: { type: Date },
      storageKey: { type: String, required: true },
      sizeBytes: { type: Number, default: null },
      sha256: { type: String, default: null },
      rowCount: { type: Number, default: null },
    },
    { collection: 'unitExports', versionKey: false },
  )
    .index({ organizationId: 1, _id: -1 })
    .index({ organizationId: 1 }, { unique: true, partialFilterExpression: { isUnderWay: true } })
    .index({ expiresAt: 1 }, { partialFilterExpression: { expiresAt: { $exists: true } } }),
)
