import { createHash } from 'node:crypto'
import { UNIT_REGISTRATION_STEPS, type UnitRegistrationStep } from '@jijiao/shared/accounts'
import { CERTIFICATE_TYPES, type CertificateType } from '@jijiao/shared/organizations'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

/** What step 2 told. */
export type DescribedUnit = {
  userName: string
  passwordHash: string
  name: string
  certificateType: CertificateType
  certificateNumber: string
  regionCode: string
  address: string
  legalRepresentative: string
  contactName: string | null
  contactPhoneSealed: string | null
}

export type UnitRegistration = {
  /** Hash of the id that only who began it knows. */
  _id: string
  /** `null`: step 1 named nobody, which nobody is told. */
  accountId: Types.ObjectId | null
  /** Blind index of what step 1 named, by which text messages are counted. */
  namedAs: string
  /** What is to be done next. */
  step: UnitRegistrationStep
  unit: DescribedUnit | null
  expiresAt: Date
}

const text = { type: String, required: true } as const

const describedUnitSchema = new Schema<DescribedUnit>(
  {
    userName: text,
    passwordHash: text,
    name: text,
    certificateType: { type: String, enum: CERTIFICATE_TYPES, required: true },
    certificateNumber: text,
    regionCode: text,
    address: text,
    legalRepresentative: text,
    contactName: { type: String, default: null },
    contactPhoneSealed: { type: String, default: null },
  },
  { _id: false },
)

export const unitRegistrationModel = defineModel(
  'UnitRegistration',
  new Schema<UnitRegistration>(
    {
      _id: text,
      accountId: { type: Schema.Types.ObjectId, default: null },
      namedAs: text,
      step: { type: String, enum: UNIT_REGISTRATION_STEPS, required: true },
      unit: { type: describedUnitSchema, default: null },
      expiresAt: { type: Date, required: true },
    },
    { collection: 'unitRegistrations', versionKey: false },
  ).index({ expiresAt: 1 }, { expireAfterSeconds: 0 }),
)

export const hashOfRegistrationId = (registrationId: string) =>
  createHash('sha256').update(registrationId).digest('base64url')
