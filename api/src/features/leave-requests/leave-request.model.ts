import { LEAVE_STATES, type LeaveState } from '@jijiao/shared/leave-requests'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

/** Leave from one roll call, asked for by one trainee. */
export type LeaveRequest = {
  _id: Types.ObjectId
  sessionId: Types.ObjectId
  classId: Types.ObjectId
  organizationId: Types.ObjectId
  traineeId: Types.ObjectId
  className: string
  /** Of the roll call, as it was asked. */
  startsAt: Date
  endsAt: Date
  reason: string
  state: LeaveState
  /** Pending or approved; absent otherwise, so that it may be asked again. */
  isStanding?: true
  askedAt: Date
  decidedAt: Date | null
  decisionReason: string | null
  version: number
}

export const leaveRequestModel = defineModel(
  'LeaveRequest',
  new Schema<LeaveRequest>(
    {
      sessionId: { type: Schema.Types.ObjectId, required: true },
      classId: { type: Schema.Types.ObjectId, required: true },
      organizationId: { type: Schema.Types.ObjectId, required: true },
      traineeId: { type: Schema.Types.ObjectId, required: true },
      className: { type: String, required: true },
      startsAt: { type: Date, required: true },
      endsAt: { type: Date, required: true },
      reason: { type: String, required: true },
      state: { type: String, enum: LEAVE_STATES, required: true },
      isStanding: { type: Boolean },
      askedAt: { type: Date, required: true },
      decidedAt: { type: Date, default: null },
      decisionReason: { type: String, default: null },
      version: { type: Number, required: true },
    },
    { collection: 'leaveRequests', versionKey: false },
  )
    .index({ sessionId: 1, traineeId: 1 }, { unique: true, partialFilterExpression: { isStanding: true } })
    .index({ organizationId: 1, state: 1, askedAt: 1, _id: 1 })
    .index({ classId: 1, state: 1, askedAt: 1, _id: 1 })
    .index({ traineeId: 1, _id: -1 }),
)
