import { REVIEWER_KINDS, type ReviewerKind } from '@jijiao/shared/plans'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

/** Who reviews the plans of a region, and of one series or year where they are given. */
export type StoredReviewRoute = {
  _id: Types.ObjectId
  regionCode: string
  /** The region and those around it: an HR authority finds the routes within its own by one of them. */
  regionCodes: string[]
  series: string | null
  year: number | null
  steps: ReviewerKind[]
  changedAt: Date
}

export const reviewRouteModel = defineModel(
  'ReviewRoute',
  new Schema<StoredReviewRoute>(
    {
      regionCode: { type: String, required: true },
      regionCodes: { type: [String], required: true },
      series: { type: String, default: null },
      year: { type: Number, default: null },
      steps: [{ type: String, enum: REVIEWER_KINDS }],
      changedAt: { type: Date, required: true },
    },
    { collection: 'reviewRoutes', versionKey: false },
  )
    .index({ regionCode: 1, series: 1, year: 1 }, { unique: true })
    .index({ regionCodes: 1 }),
)
