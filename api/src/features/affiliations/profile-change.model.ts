import { PROFILE_FIELDS, type ProfileField } from '@jijiao/shared/affiliations'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

/** Codes and days as they are stored, several with a comma between; personal numbers masked. */
export type FieldChange = { field: ProfileField; before: string | null; after: string | null }

/** What was changed in a profile at once, and by whom. Never edited. */
export type ProfileChange = {
  _id: Types.ObjectId
  traineeId: Types.ObjectId
  at: Date
  /** `null`: the system itself. */
  accountId: Types.ObjectId | null
  /** The unit acted for; `null` when it was the person. */
  organizationId: Types.ObjectId | null
  fields: FieldChange[]
}

const optionalText = { type: String, default: null } as const

export const profileChangeModel = defineModel(
  'ProfileChange',
  new Schema<ProfileChange>(
    {
      traineeId: { type: Schema.Types.ObjectId, required: true },
      at: { type: Date, required: true },
      accountId: { type: Schema.Types.ObjectId, default: null },
      organizationId: { type: Schema.Types.ObjectId, default: null },
      fields: [
        {
          _id: false,
          field: { type: String, enum: PROFILE_FIELDS, required: true },
          before: optionalText,
          after: optionalText,
        },
      ],
    },
    { collection: 'profileChanges', versionKey: false },
  ).index({ traineeId: 1, _id: -1 }),
)
