import type { NameKeys } from '@jijiao/shared/text/pinyin'
import { Schema, type Types } from 'mongoose'
import { ANY_ID, defineModel } from '../../db/model'

/** What the trainee fills in and may leave empty. Codes are those of `@jijiao/shared/codes`, days `YYYY-MM-DD`. */
export type ProfileDetails = {
  education: string | null
  ethnicity: string | null
  nativePlace: string | null
  degree: string | null
  school: string | null
  major: string | null
  graduatedOn: string | null
  workStartedOn: string | null
  qualification: string | null
  qualifiedOn: string | null
  profession: string | null
  series: string[]
  regionCode: string | null
  postalCode: string | null
  address: string | null
}

export type Trainee = ProfileDetails & {
  _id: Types.ObjectId
  /** `null` while only a unit knows the person. */
  accountId: Types.ObjectId | null
  name: string
  nameKeys: NameKeys
  sealedResidentId: string
  /** Blind index: one trainee for each ID number. */
  residentIdIndex: string
  /** `1` or `2`, like `birthDate` out of the ID number. */
  sex: string
  birthDate: string
  sealedPhone: string | null
  phoneIndex: string | null
  sealedEmail: string | null
  /** Since when it may only be kept: not shown whole, not changed, not printed. Absent in profiles from before. */
  restrictedAt?: Date | null | undefined
  version: number
  createdAt: Date
  changedAt: Date
}

export const nameKeyFields = {
  _id: false,
  full: { type: String, required: true },
  pinyin: { type: String, required: true },
  initials: { type: String, required: true },
} as const

const optionalText = { type: String, default: null }

/** A profile with nothing beyond the real-name check. */
export const NO_DETAILS: ProfileDetails = {
  education: null,
  ethnicity: null,
  nativePlace: null,
  degree: null,
  school: null,
  major: null,
  graduatedOn: null,
  workStartedOn: null,
  qualification: null,
  qualifiedOn: null,
  profession: null,
  series: [],
  regionCode: null,
  postalCode: null,
  address: null,
}

export const traineeModel = defineModel(
  'Trainee',
  new Schema<Trainee>(
    {
      accountId: { type: Schema.Types.ObjectId, default: null },
      name: { type: String, required: true },
      nameKeys: nameKeyFields,
      sealedResidentId: { type: String, required: true },
      residentIdIndex: { type: String, required: true },
      sex: { type: String, required: true },
      birthDate: { type: String, required: true },
      sealedPhone: optionalText,
      phoneIndex: optionalText,
      sealedEmail: optionalText,
      education: optionalText,
      ethnicity: optionalText,
      nativePlace: optionalText,
      degree: optionalText,
      school: optionalText,
      major: optionalText,
      graduatedOn: optionalText,
      workStartedOn: optionalText,
      qualification: optionalText,
      qualifiedOn: optionalText,
      profession: optionalText,
      series: { type: [String], default: [] },
      regionCode: optionalText,
      postalCode: optionalText,
      address: optionalText,
      restrictedAt: { type: Date, default: null },
      version: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      changedAt: { type: Date, required: true },
    },
    { collection: 'trainees', versionKey: false },
  )
    .index({ residentIdIndex: 1 }, { unique: true })
    .index({ accountId: 1 }, { unique: true, partialFilterExpression: { accountId: ANY_ID } })
    .index({ phoneIndex: 1 }),
)
