import { ORGANIZATION_KINDS, type OrganizationKind } from '@jijiao/shared/organizations'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type Organization = {
  _id: Types.ObjectId
  kind: OrganizationKind
  name: string
  aliases: string[]
  /** Unified social credit code, upper case. */
  code: string
  regionCode: string
  /** Of the present code for joining; printed on posters, so it is as public as the name. */
  joinCode: string
  /** What a search text may begin with: see `searchKeysOf`. */
  searchKeys: string[]
  createdAt: Date
}

export const organizationModel = defineModel(
  'Organization',
  new Schema<Organization>(
    {
      kind: { type: String, enum: ORGANIZATION_KINDS, required: true },
      name: { type: String, required: true },
      aliases: { type: [String], required: true },
      code: { type: String, required: true },
      regionCode: { type: String, required: true },
      joinCode: { type: String, required: true },
      searchKeys: { type: [String], required: true },
      createdAt: { type: Date, required: true },
    },
    { collection: 'organizations', versionKey: false },
  )
    .index({ code: 1 }, { unique: true })
    .index({ joinCode: 1 }, { unique: true })
    .index({ name: 1 })
    .index({ searchKeys: 1 }),
)
