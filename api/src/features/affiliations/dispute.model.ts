import { DISPUTE_KINDS, DISPUTE_STATES, type DisputeKind, type DisputeState } from '@jijiao/shared/affiliations'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type Dispute = {
  _id: Types.ObjectId
  kind: DisputeKind
  state: DisputeState
  /** The binding that is said to be wrong. */
  affiliationId: Types.ObjectId
  /** Of a transfer: the binding that it ended. */
  formerAffiliationId: Types.ObjectId | null
  traineeId: Types.ObjectId
  /** Of `affiliationId`. */
  organizationId: Types.ObjectId
  /** On whose desk it lies: the unit that answers, or the former unit that objects. */
  holderId: Types.ObjectId
  /** An authority of any of these regions may decide once it is escalated. */
  regionCodes: string[]
  /** Not withdrawn: of these a binding has one of each kind. */
  isStanding: boolean
  reason: string
  openedAt: Date
  escalatedAt: Date | null
  decidedAt: Date | null
  decidedBy: Types.ObjectId | null
  opinion: string | null
}

const optionalId = { type: Schema.Types.ObjectId, default: null } as const

export const disputeModel = defineModel(
  'Dispute',
  new Schema<Dispute>(
    {
      kind: { type: String, enum: DISPUTE_KINDS, required: true },
      state: { type: String, enum: DISPUTE_STATES, required: true },
      affiliationId: { type: Schema.Types.ObjectId, required: true },
      formerAffiliationId: optionalId,
      traineeId: { type: Schema.Types.ObjectId, required: true },
      organizationId: { type: Schema.Types.ObjectId, required: true },
      holderId: { type: Schema.Types.ObjectId, required: true },
      regionCodes: { type: [String], required: true },
      isStanding: { type: Boolean, required: true },
      reason: { type: String, required: true },
      openedAt: { type: Date, required: true },
      escalatedAt: { type: Date, default: null },
      decidedAt: { type: Date, default: null },
      decidedBy: optionalId,
      opinion: { type: String, default: null },
    },
    { collection: 'disputes', versionKey: false },
  )
    .index({ affiliationId: 1, kind: 1 }, { unique: true, partialFilterExpression: { isStanding: true } })
    .index({ affiliationId: 1, state: 1 })
    .index({ holderId: 1, _id: 1 })
    .index({ holderId: 1, state: 1, _id: 1 })
    .index({ holderId: 1, kind: 1, state: 1, openedAt: 1, _id: 1 })
    .index({ regionCodes: 1, state: 1, _id: 1 })
    .index({ regionCodes: 1, state: 1, escalatedAt: 1, _id: 1 })
    .index({ traineeId: 1, _id: -1 }),
)
