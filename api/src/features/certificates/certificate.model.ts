import {
  type CategorySum,
  CERTIFICATE_STATES,
  type CertificateFormat,
  type CertificateState,
  type SupersessionCause,
} from '@jijiao/shared/certificates'
import type { CourseCategory } from '@jijiao/shared/classes'
import type { NameKeys } from '@jijiao/shared/text/pinyin'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'
import { nameKeyFields } from '../affiliations'

export type CountedCourse = { category: CourseCategory; name: string; creditHourTenths: number }

/** What was printed is frozen here, whatever becomes of the person, the unit and the records. */
export type Certificate = {
  _id: Types.ObjectId
  number: string
  verificationId: string
  traineeId: Types.ObjectId
  /** The unit that issued it. */
  organizationId: Types.ObjectId
  /** The unit's region and those around it: an authority finds its certificates by one of them. */
  regionCodes: string[]
  year: number
  state: CertificateState
  /** Valid or suspended: a person has one such certificate for a year. */
  isCurrent: boolean
  name: string
  nameKeys: NameKeys
  sealedResidentId: string
  residentIdIndex: string
  sex: string
  unitName: string
  series: string[]
  sums: CategorySum[]
  totalTenths: number
  courses: CountedCourse[]
  /** Key and version of the rules that the year was judged by. */
  ruleSet: string
  /** Of the recognised hours that were counted; another one now means that they have changed. */
  hoursVersion: number
  issuingBody: string
  issuedOn: string
  issuedAt: Date
  /** What the QR code carries: as signed on the day, whatever key signs today. */
  signed: string
  supersedesId: Types.ObjectId | null
  supersededById: Types.ObjectId | null
  supersessionCause: SupersessionCause | null
  reason: string | null
  version: number
  changedAt: Date
}

const sum = {
  _id: false,
  category: { type: String, required: true },
  courseCount: { type: Number, required: true },
  creditHourTenths: { type: Number, required: true },
} as const
const course = {
  _id: false,
  category: { type: String, required: true },
  name: { type: String, required: true },
  creditHourTenths: { type: Number, required: true },
} as const
const text = { type: String, required: true } as const
const reference = { type: Schema.Types.ObjectId, default: null } as const

export const certificateModel = defineModel(
  'Certificate',
  new Schema<Certificate>(
    {
      number: text,
      verificationId: text,
      traineeId: { type: Schema.Types.ObjectId, required: true },
      organizationId: { type: Schema.Types.ObjectId, required: true },
      regionCodes: { type: [String], required: true },
      year: { type: Number, required: true },
      state: { type: String, enum: CERTIFICATE_STATES, required: true },
      isCurrent: { type: Boolean, required: true },
      name: text,
      nameKeys: nameKeyFields,
      sealedResidentId: text,
      residentIdIndex: text,
      sex: text,
      unitName: text,
      series: { type: [String], default: [] },
      sums: [sum],
      totalTenths: { type: Number, required: true },
      courses: [course],
      ruleSet: text,
      hoursVersion: { type: Number, required: true },
      issuingBody: text,
      issuedOn: text,
      issuedAt: { type: Date, required: true },
      signed: text,
      supersedesId: reference,
      supersededById: reference,
      supersessionCause: { type: String, default: null },
      reason: { type: String, default: null },
      version: { type: Number, required: true },
      changedAt: { type: Date, required: true },
    },
    { collection: 'certificates', versionKey: false },
  )
    .index({ number: 1 }, { unique: true })
    .index({ verificationId: 1 }, { unique: true })
    .index({ traineeId: 1, year: 1 }, { unique: true, partialFilterExpression: { isCurrent: true } })
    .index({ traineeId: 1, _id: -1 })
    .index({ organizationId: 1, _id: 1 })
    .index({ organizationId: 1, year: 1, _id: 1 }, { partialFilterExpression: { isCurrent: true } })
    .index({ regionCodes: 1, year: 1, 'nameKeys.pinyin': 1, _id: 1 }),
)

/** Every public key that ever signed, for ever: certificates outlive keys. */
export const certificateKeyModel = defineModel(
  'CertificateKey',
  new Schema<{ _id: string; x: string; since: Date }>(
    { _id: text, x: text, since: { type: Date, required: true } },
    { collection: 'certificateKeys', versionKey: false },
  ),
)

/** Leave to fetch one file; whoever has its address may, for ten minutes. */
export type PrintTicket = {
  _id: string
  certificateIds: Types.ObjectId[]
  format: CertificateFormat
  fileName: string
  origin: string
  expiresAt: Date
}

export const printTicketModel = defineModel(
  'PrintTicket',
  new Schema<PrintTicket>(
    {
      _id: text,
      certificateIds: [Schema.Types.ObjectId],
      format: text,
      fileName: text,
      origin: text,
      expiresAt: { type: Date, required: true },
    },
    { collection: 'printTickets', versionKey: false },
  ).index({ expiresAt: 1 }, { expireAfterSeconds: 0 }),
)
