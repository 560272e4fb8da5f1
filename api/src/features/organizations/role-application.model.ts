import { ROLE_APPLICATION_STATES, type RoleApplicationState } from '@jijiao/shared/organizations'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'
import { reachFields, type UnitReach } from './organization.model'

/** One for each organization. */
export type RoleApplication = UnitReach & {
  _id: Types.ObjectId
  organizationId: Types.ObjectId
  state: RoleApplicationState
  nature: string
  subordination: string
  hrAuthorityId: Types.ObjectId | null
  version: number
  confirmedAt: Date | null
  decidedAt: Date | null
  opinion: string | null
}

export const roleApplicationModel = defineModel(
  'RoleApplication',
  new Schema<RoleApplication>(
    {
      organizationId: { type: Schema.Types.ObjectId, required: true },
      state: { type: String, enum: ROLE_APPLICATION_STATES, required: true },
      nature: { type: String, required: true },
      subordination: { type: String, required: true },
      hrAuthorityId: { type: Schema.Types.ObjectId, default: null },
      ...reachFields,
      version: { type: Number, required: true },
      confirmedAt: { type: Date, default: null },
      decidedAt: { type: Date, default: null },
      opinion: { type: String, default: null },
    },
    { collection: 'roleApplications', versionKey: false },
  )
    .index({ organizationId: 1 }, { unique: true })
    .index({ hrAuthorityId: 1, state: 1, _id: 1 })
    .index({ hrAuthorityId: 1, state: 1, confirmedAt: 1, _id: 1 }),
)
