import {
  CERTIFICATE_TYPES,
  type CertificateType,
  ORGANIZATION_KINDS,
  type OrganizationKind,
} from '@jijiao/shared/organizations'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type Organization = {
  _id: Types.ObjectId
  kind: OrganizationKind
  name: string
  aliases: string[]
  /** The certificate's number, as `readCertificateNumber` gives it. */
  code: string
  certificateType: CertificateType
  /** GB 11714, also where it is a part of `code`: one body has one. */
  organizationCode: string
  regionCode: string
  /** Of the present code for joining; printed on posters, so it is as public as the name. */
  joinCode: string
  /** What a search text may begin with: see `searchKeysOf`. */
  searchKeys: string[]
  legalRepresentative: string | null
  information: UnitInformation
  /** These three by the role application, once it takes effect. */
  nature: string | null
  subordination: string | null
  hrAuthorityId: Types.ObjectId | null
  /** It registered itself and its role application has not taken effect: the other business is closed to it. */
  needsRoleApplication?: boolean
  /** It was a duplicate: people and new business are there now. */
  mergedInto: { organizationId: Types.ObjectId; name: string } | null
  createdAt: Date
}

/** How the organization is reached and what it does: what may change without review. */
export type UnitReach = {
  contact: string | null
  officePhone: string | null
  mobileSealed: string | null
  emailSealed: string | null
  postalCode: string | null
  address: string | null
  functions: string | null
}
export type UnitInformation = UnitReach & { version: number }

const optionalText = { type: String, default: null } as const

export const reachFields = {
  contact: optionalText,
  officePhone: optionalText,
  mobileSealed: optionalText,
  emailSealed: optionalText,
  postalCode: optionalText,
  address: optionalText,
  functions: optionalText,
} as const

export const organizationModel = defineModel(
  'Organization',
  new Schema<Organization>(
    {
      kind: { type: String, enum: ORGANIZATION_KINDS, required: true },
      name: { type: String, required: true },
      aliases: { type: [String], required: true },
      code: { type: String, required: true },
      certificateType: { type: String, enum: CERTIFICATE_TYPES, required: true },
      organizationCode: { type: String, required: true },
      regionCode: { type: String, required: true },
      joinCode: { type: String, required: true },
      searchKeys: { type: [String], required: true },
      legalRepresentative: optionalText,
      information: { _id: false, ...reachFields, version: { type: Number, default: 0 } },
      nature: optionalText,
      subordination: optionalText,
      hrAuthorityId: { type: Schema.Types.ObjectId, default: null },
      needsRoleApplication: Boolean,
      mergedInto: {
        type: new Schema({ organizationId: Schema.Types.ObjectId, name: String }, { _id: false }),
        default: null,
      },
      createdAt: { type: Date, required: true },
    },
    { collection: 'organizations', versionKey: false },
  )
    .index({ code: 1 }, { unique: true })
    .index({ organizationCode: 1 }, { unique: true, partialFilterExpression: { organizationCode: { $exists: true } } })
    .index({ joinCode: 1 }, { unique: true })
    .index({ name: 1 })
    .index({ 'mergedInto.organizationId': 1 }, { sparse: true })
    .index({ kind: 1, regionCode: 1, _id: 1 })
    .index({ searchKeys: 1 }),
)
