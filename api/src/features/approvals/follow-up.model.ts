import { APPROVAL_KINDS, type ApprovalKind } from '@jijiao/shared/approvals'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

/**
 * What was done about a thing while it waited. It belongs to one asking: what is asked again later begins anew, and what
 * is decided leaves it behind.
 */
export type FollowUp = {
  _id: Types.ObjectId
  kind: ApprovalKind
  subjectId: Types.ObjectId
  askedAt: Date
  hasConflict: boolean
  /** Which operator of which deciding organization it is for; the name as of then. */
  assignedTo: {
    organizationId: Types.ObjectId
    accountId: Types.ObjectId
    operatorId: Types.ObjectId
    name: string
  } | null
  /** A day in China. */
  nudgedOn: string | null
}

const reference = { type: Schema.Types.ObjectId, required: true } as const

export const followUpModel = defineModel(
  'ApprovalFollowUp',
  new Schema<FollowUp>(
    {
      kind: { type: String, enum: APPROVAL_KINDS, required: true },
      subjectId: reference,
      askedAt: { type: Date, required: true },
      hasConflict: { type: Boolean, default: false },
      assignedTo: {
        type: new Schema(
          {
            organizationId: reference,
            accountId: reference,
            operatorId: reference,
            name: { type: String, required: true },
          },
          { _id: false },
        ),
        default: null,
      },
      nudgedOn: { type: String, default: null },
    },
    { collection: 'approvalFollowUps', versionKey: false },
  )
    .index({ subjectId: 1, kind: 1, askedAt: 1 }, { unique: true })
    .index({ 'assignedTo.organizationId': 1, 'assignedTo.accountId': 1, hasConflict: 1, askedAt: 1, _id: 1 }),
)
