import { COURSE_CATEGORIES, type CourseCategory } from '@jijiao/shared/classes'
import {
  LEGACY_CLAIM_STATES,
  LEGACY_TAKEOVERS,
  type LegacyClaimState,
  type LegacyTakeover,
} from '@jijiao/shared/legacy'
import type { NameKeys } from '@jijiao/shared/text/pinyin'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'
import { nameKeyFields } from '../affiliations'

export type LegacyUnit = {
  _id: Types.ObjectId
  name: string
  nameKey: string
  code: string
  codeKey: string
  regionCode: string | null
  /** Who has taken it over; its people, records and certificates are found through it. */
  organizationId: Types.ObjectId | null
  boundAt: Date | null
}

/** What a person's row of any table says of her. */
type OfPerson = {
  _id: Types.ObjectId
  unitId: Types.ObjectId
  unitName: string
  name: string
  nameKeys: NameKeys
  sealedResidentId: string
  residentIdIndex: string
}

export type LegacyPerson = OfPerson & {
  /** What the name is compared by. */
  matchKey: string
  /** The organization that has tried to bind her since it took her old unit over. */
  takenOverBy: Types.ObjectId | null
  takeover: LegacyTakeover | null
  traineeId: Types.ObjectId | null
  affiliationId: Types.ObjectId | null
}

export type LegacyRecord = OfPerson & {
  /** Of everything it says: the same row is stored once. */
  rowKey: string
  year: number
  category: CourseCategory
  courseName: string
  certifiedTenths: number
  provider: string | null
  startsOn: string | null
  endsOn: string | null
}

export type LegacyCertificate = OfPerson & {
  number: string
  numberKey: string
  year: number
  series: string | null
  publicTenths: number
  professionalTenths: number
  electiveTenths: number
  result: 'passed' | 'failed' | null
  issuedOn: string | null
}

export type LegacyClaim = {
  _id: Types.ObjectId
  unitId: Types.ObjectId
  unitName: string
  claimantId: Types.ObjectId
  claimantName: string
  holderId: Types.ObjectId
  holderName: string
  /** Around the claimant: the authorities of these regions decide. */
  regionCodes: string[]
  state: LegacyClaimState
  askedAt: Date
  decidedAt: Date | null
  opinion: string | null
}

const text = { type: String, required: true } as const
const optionalText = { type: String, default: null } as const
const number = { type: Number, required: true } as const
const id = { type: Schema.Types.ObjectId, required: true } as const
const optionalId = { type: Schema.Types.ObjectId, default: null } as const

const ofPerson = {
  unitId: id,
  unitName: text,
  name: text,
  nameKeys: nameKeyFields,
  sealedResidentId: text,
  residentIdIndex: text,
} as const

export const legacyUnitModel = defineModel(
  'LegacyUnit',
  new Schema<LegacyUnit>(
    {
      name: text,
      nameKey: text,
      code: text,
      codeKey: text,
      regionCode: optionalText,
      organizationId: { type: Schema.Types.ObjectId, default: null },
      boundAt: { type: Date, default: null },
    },
    { collection: 'legacyUnits', versionKey: false },
  )
    .index({ nameKey: 1, codeKey: 1 }, { unique: true })
    .index({ organizationId: 1 }),
)

export const legacyPersonModel = defineModel(
  'LegacyPerson',
  new Schema<LegacyPerson>(
    {
      ...ofPerson,
      matchKey: text,
      takenOverBy: optionalId,
      takeover: { type: String, enum: [...LEGACY_TAKEOVERS, null], default: null },
      traineeId: optionalId,
      affiliationId: optionalId,
    },
    { collection: 'legacyPeople', versionKey: false },
  )
    .index({ unitId: 1, residentIdIndex: 1 }, { unique: true })
    .index({ unitId: 1, takenOverBy: 1, _id: 1 })
    .index({ unitId: 1, 'nameKeys.pinyin': 1, _id: 1 }),
)

export const legacyRecordModel = defineModel(
  'LegacyRecord',
  new Schema<LegacyRecord>(
    {
      ...ofPerson,
      rowKey: text,
      year: number,
      category: { type: String, enum: COURSE_CATEGORIES, required: true },
      courseName: text,
      certifiedTenths: number,
      provider: optionalText,
      startsOn: optionalText,
      endsOn: optionalText,
    },
    { collection: 'legacyRecords', versionKey: false },
  )
    .index({ rowKey: 1 }, { unique: true })
    .index({ unitId: 1, _id: -1 })
    .index({ unitId: 1, year: 1, _id: -1 })
    .index({ residentIdIndex: 1, _id: -1 }),
)

export const legacyCertificateModel = defineModel(
  'LegacyCertificate',
  new Schema<LegacyCertificate>(
    {
      ...ofPerson,
      number: text,
      numberKey: text,
      year: number,
      series: optionalText,
      publicTenths: number,
      professionalTenths: number,
      electiveTenths: number,
      result: optionalText,
      issuedOn: optionalText,
    },
    { collection: 'legacyCertificates', versionKey: false },
  )
    .index({ numberKey: 1 }, { unique: true })
    .index({ unitId: 1, _id: -1 })
    .index({ unitId: 1, year: 1, _id: -1 })
    .index({ residentIdIndex: 1, _id: -1 }),
)

export const legacyClaimModel = defineModel(
  'LegacyClaim',
  new Schema<LegacyClaim>(
    {
      unitId: id,
      unitName: text,
      claimantId: id,
      claimantName: text,
      holderId: id,
      holderName: text,
      regionCodes: { type: [String], required: true },
      state: { type: String, enum: LEGACY_CLAIM_STATES, required: true },
      askedAt: { type: Date, required: true },
      decidedAt: { type: Date, default: null },
      opinion: optionalText,
    },
    { collection: 'legacyClaims', versionKey: false },
  )
    .index({ unitId: 1, claimantId: 1 }, { unique: true, partialFilterExpression: { state: 'open' } })
    .index({ regionCodes: 1, _id: -1 })
    .index({ regionCodes: 1, state: 1, askedAt: 1, _id: 1 }),
)
