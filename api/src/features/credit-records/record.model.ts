import { COURSE_CATEGORIES, type CourseCategory } from '@jijiao/shared/classes'
import {
  RECORD_SOURCES,
  RECORD_STATES,
  RECORD_TRAIL_RESULTS,
  RECORD_TRAIL_STEPS,
  type RecordChange,
  type RecordSource,
  type RecordState,
  type RecordTrailResult,
  type RecordTrailStep,
} from '@jijiao/shared/credit-records'
import { RECOGNISERS, type Recogniser } from '@jijiao/shared/rule-sets'
import type { NameKeys } from '@jijiao/shared/text/pinyin'
import { Schema, type Types } from 'mongoose'
import { ANY_ID, defineModel } from '../../db/model'
import { nameKeyFields } from '../affiliations'

export type NamedBody = { organizationId: Types.ObjectId; name: string }

/** What is declared. Hours are tenths. */
export type RecordContent = {
  category: CourseCategory
  courseId: Types.ObjectId | null
  courseName: string
  studyMode: string
  startsOn: string
  endsOn: string
  days: number
  assessmentResult: string
  declaredTenths: number
  reviewedTenths: number | null
  providerId: Types.ObjectId | null
  providerName: string
  year: number
  yearReason: string | null
  place: string
  content: string
  remark: string
  attachmentIds?: string[] | undefined
}

/** The decision about the last submission; who decides was settled when it was submitted. */
export type RecordReview = {
  /** The responsible unit, then the authority if another body recognises. */
  steps: Recogniser[]
  bodies: NamedBody[]
  /** Which step is being decided, or was decided last. */
  index: number
  submittedAt: Date
  /** Who handed it in, which need not be who declared it. */
  submittedBy?: Types.ObjectId | null
  /** What the record is again when the submission is withdrawn. */
  stateBefore: Extract<RecordState, 'draft' | 'returned'>
}

export type RecordTrailLine = {
  step: RecordTrailStep
  /** `null`: the person herself. */
  organization: NamedBody | null
  operatorId: Types.ObjectId | null
  operatorName: string | null
  at: Date
  result: RecordTrailResult
  opinion: string | null
  changes: RecordChange[] | null
}

export type CreditRecord = RecordContent & {
  _id: Types.ObjectId
  traineeId: Types.ObjectId
  /** Copied from the trainee for search. */
  nameKeys: NameKeys
  residentIdIndex: string
  /** The unit that is responsible: where the trainee was bound when it was declared. */
  organizationId: Types.ObjectId
  /** Its region and those around it: an authority finds the records of its region by one of them. */
  regionCodes: string[]
  /** See `courseKeyOf`: what makes two courses the same. */
  courseKey: string
  providerKey: string
  source: RecordSource
  classId: Types.ObjectId | null
  /** The class as long as the record stands or waits: a class gives a trainee one record. */
  liveClassId: Types.ObjectId | null
  /** `organizationId` null: a person for herself. */
  declaredBy: { accountId: Types.ObjectId | null; organizationId: Types.ObjectId | null }
  state: RecordState
  review: RecordReview | null
  /** The body that has to decide now, on the record or on its revocation. */
  awaitingId: Types.ObjectId | null
  /** Of one that waits: what is recognised already stands against it, so that it comes first among what waits. */
  hasConflict: boolean
  lastSubmission: RecordContent | null
  /** Who decided last. */
  decidedBy: Types.ObjectId | null
  certifiedTenths: number | null
  overrideReason: string | null
  selfApproved: boolean
  recognizedAt: Date | null
  supersedesId: Types.ObjectId | null
  /** Why it corrects that one. */
  correctionReason: string | null
  /** A correction of this one that is under way. */
  correctionId: Types.ObjectId | null
  supersededById: Types.ObjectId | null
  revocation: { reason: string; askedBy: Types.ObjectId | null; askedAt: Date } | null
  revokedAt: Date | null
  trail: RecordTrailLine[]
  version: number
  createdAt: Date
  changedAt: Date
}

const day = { type: String, required: true }
const text = { type: String, default: '' }
const reference = { type: Schema.Types.ObjectId, default: null }
const body = {
  _id: false,
  organizationId: { type: Schema.Types.ObjectId, required: true },
  name: { type: String, default: '' },
} as const

const contentFields = {
  category: { type: String, enum: COURSE_CATEGORIES, required: true },
  courseId: reference,
  courseName: { type: String, required: true },
  studyMode: { type: String, required: true },
  startsOn: day,
  endsOn: day,
  days: { type: Number, required: true },
  assessmentResult: { type: String, required: true },
  declaredTenths: { type: Number, required: true },
  reviewedTenths: { type: Number, default: null },
  providerId: reference,
  providerName: { type: String, required: true },
  year: { type: Number, required: true },
  yearReason: { type: String, default: null },
  place: text,
  content: text,
  remark: text,
  attachmentIds: [String],
} as const

const review = new Schema<RecordReview>(
  {
    steps: [{ type: String, enum: RECOGNISERS }],
    bodies: [body],
    index: { type: Number, required: true },
    submittedAt: { type: Date, required: true },
    submittedBy: reference,
    stateBefore: { type: String, required: true },
  },
  { _id: false },
)

const change = {
  _id: false,
  field: { type: String, required: true },
  before: { type: String, default: null },
  after: { type: String, default: null },
} as const

const trailLine = new Schema<RecordTrailLine>(
  {
    step: { type: String, enum: RECORD_TRAIL_STEPS, required: true },
    organization: { type: new Schema<NamedBody>(body, { _id: false }), default: null },
    operatorId: reference,
    operatorName: { type: String, default: null },
    at: { type: Date, required: true },
    result: { type: String, enum: RECORD_TRAIL_RESULTS, required: true },
    opinion: { type: String, default: null },
    changes: { type: [change], default: null },
  },
  { _id: false },
)

const revocation = new Schema<NonNullable<CreditRecord['revocation']>>(
  { reason: { type: String, required: true }, askedBy: reference, askedAt: { type: Date, required: true } },
  { _id: false },
)

const AWAITED = { partialFilterExpression: { awaitingId: ANY_ID } } as const
const DRAFTED = { partialFilterExpression: { state: 'draft' } } as const
const RECOGNIZED = { partialFilterExpression: { state: 'recognized' } } as const

/** The unique indexes hold whatever happens at once: a course counts once a year, a class gives a trainee one record. */
export const creditRecordModel = defineModel(
  'CreditRecord',
  new Schema<CreditRecord>(
    {
      traineeId: { type: Schema.Types.ObjectId, required: true },
      nameKeys: nameKeyFields,
      residentIdIndex: { type: String, required: true },
      organizationId: { type: Schema.Types.ObjectId, required: true },
      regionCodes: { type: [String], required: true },
      ...contentFields,
      courseKey: { type: String, required: true },
      providerKey: { type: String, required: true },
      source: { type: String, enum: RECORD_SOURCES, required: true },
      classId: reference,
      liveClassId: reference,
      declaredBy: { _id: false, accountId: reference, organizationId: reference },
      state: { type: String, enum: RECORD_STATES, required: true },
      review: { type: review, default: null },
      awaitingId: reference,
      hasConflict: { type: Boolean, default: false },
      lastSubmission: { type: new Schema<RecordContent>(contentFields, { _id: false }), default: null },
      decidedBy: reference,
      certifiedTenths: { type: Number, default: null },
      overrideReason: { type: String, default: null },
      selfApproved: { type: Boolean, required: true },
      recognizedAt: { type: Date, default: null },
      supersedesId: reference,
      correctionReason: { type: String, default: null },
      correctionId: reference,
      supersededById: reference,
      revocation: { type: revocation, default: null },
      revokedAt: { type: Date, default: null },
      trail: { type: [trailLine], default: [] },
      version: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      changedAt: { type: Date, required: true },
    },
    { collection: 'creditRecords', versionKey: false },
  )
    .index({ traineeId: 1, year: 1, courseKey: 1 }, { unique: true, ...RECOGNIZED })
    .index({ liveClassId: 1, traineeId: 1 }, { unique: true, partialFilterExpression: { liveClassId: ANY_ID } })
    .index({ traineeId: 1, state: 1, year: 1 })
    .index({ traineeId: 1, _id: -1 })
    .index({ organizationId: 1, _id: 1 })
    .index({ 'declaredBy.organizationId': 1, _id: -1 })
    .index({ 'declaredBy.organizationId': 1, state: 1, _id: -1 })
    .index({ 'declaredBy.organizationId': 1, state: 1, changedAt: 1, _id: 1 }, DRAFTED)
    .index({ 'declaredBy.organizationId': 1, year: 1, _id: -1 })
    .index({ 'declaredBy.organizationId': 1, courseKey: 1, _id: -1 })
    .index({ awaitingId: 1, 'review.submittedAt': 1, _id: 1 }, AWAITED)
    .index({ awaitingId: 1, state: 1, hasConflict: 1, 'review.submittedAt': 1, _id: 1 }, AWAITED)
    .index({ awaitingId: 1, state: 1, 'revocation.askedAt': 1, _id: 1 }, AWAITED)
    .index({ organizationId: 1, year: -1, _id: -1 }, RECOGNIZED)
    .index({ organizationId: 1, courseKey: 1, year: -1, _id: -1 }, RECOGNIZED)
    .index({ organizationId: 1, providerKey: 1, year: -1, _id: -1 }, RECOGNIZED)
    .index({ regionCodes: 1, year: -1, _id: -1 }, RECOGNIZED)
    .index({ regionCodes: 1, courseKey: 1, year: -1, _id: -1 }, RECOGNIZED)
    .index({ regionCodes: 1, providerKey: 1, year: -1, _id: -1 }, RECOGNIZED)
    .index(
      { regionCodes: 1, selfApproved: 1, year: -1, _id: -1 },
      { partialFilterExpression: { selfApproved: true, state: 'recognized' } },
    ),
)
