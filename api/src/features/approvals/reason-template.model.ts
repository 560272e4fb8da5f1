import { APPROVAL_KINDS, type ApprovalKind } from '@jijiao/shared/approvals'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type ReasonTemplate = {
  _id: Types.ObjectId
  organizationId: Types.ObjectId
  kind: ApprovalKind | null
  text: string
}

export const reasonTemplateModel = defineModel(
  'ReasonTemplate',
  new Schema<ReasonTemplate>(
    {
      organizationId: { type: Schema.Types.ObjectId, required: true },
      kind: { type: String, enum: [...APPROVAL_KINDS, null], default: null },
      text: { type: String, required: true },
    },
    { collection: 'reasonTemplates', versionKey: false },
  ).index({ organizationId: 1, kind: 1, text: 1 }, { unique: true }),
)
