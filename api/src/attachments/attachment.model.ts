import { ATTACHMENT_TYPES, type AttachmentType } from '@jijiao/shared/attachments'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../db/model'

/** The thing that a file belongs to. Kinds are those of the features that register an `AttachmentOwner`. */
export type OwnerRef = { readonly kind: string; readonly id: string }

export type Attachment = {
  _id: Types.ObjectId
  /** `null` until a command claims it. */
  owner: OwnerRef | null
  /** Where the content is kept. */
  storageKey: string
  name: string
  type: AttachmentType
  sizeBytes: number
  sha256: string
  uploadedAt: Date
  uploadedBy: string
  /** For whom the uploader acted then. */
  organizationId: string | null
  operatorName: string | null
  /** Of an unclaimed or released one: when it is deleted. */
  expiresAt?: Date | undefined
}

export const attachmentModel = defineModel(
  'Attachment',
  new Schema<Attachment>(
    {
      owner: {
        type: new Schema(
          { kind: { type: String, required: true }, id: { type: String, required: true } },
          { _id: false },
        ),
        default: null,
      },
      storageKey: { type: String, required: true },
      name: { type: String, required: true },
      type: { type: String, enum: ATTACHMENT_TYPES, required: true },
      sizeBytes: { type: Number, required: true },
      sha256: { type: String, required: true },
      uploadedAt: { type: Date, required: true },
      uploadedBy: { type: String, required: true },
      organizationId: { type: String, default: null },
      operatorName: { type: String, default: null },
      expiresAt: { type: Date },
    },
    { collection: 'attachments', versionKey: false },
  )
    .index({ 'owner.kind': 1, 'owner.id': 1, _id: 1 }, { partialFilterExpression: { 'owner.id': { $exists: true } } })
    .index({ expiresAt: 1 }, { partialFilterExpression: { expiresAt: { $exists: true } } })
    .index({ uploadedBy: 1, expiresAt: 1 })
    .index({ organizationId: 1, _id: 1 }),
)
