import { z } from 'zod'
import { attachmentView } from '../attachments/fields'
import { COURSE_CATEGORIES } from '../classes/constants'
import { abilities, day, id, instant } from '../http/contract'
import { RECOGNISERS } from '../rule-sets/constants'
import { RECORD_FIELDS, RECORD_FINDINGS, RECORD_SOURCES, RECORD_TRAIL_RESULTS, RECORD_TRAIL_STEPS } from './constants'
import { RECORD_STATES } from './lifecycle'

const named = z.strictObject({ id, name: z.string() })

/** What is declared. */
const recordContent = z.strictObject({
  category: z.enum(COURSE_CATEGORIES),
  courseId: id.nullable(),
  courseName: z.string(),
  studyMode: z.string(),
  startsOn: day,
  endsOn: day,
  days: z.int(),
  assessmentResult: z.string(),
  declaredTenths: z.int(),
  reviewedTenths: z.int().nullable(),
  providerId: id.nullable(),
  providerName: z.string(),
  year: z.int(),
  yearReason: z.string().nullable(),
  place: z.string(),
  content: z.string(),
  remark: z.string(),
})

const recordChange = z.strictObject({
  field: z.enum(RECORD_FIELDS),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

const trailLine = z.strictObject({
  step: z.enum(RECORD_TRAIL_STEPS),
  /** `null`: the person herself. */
  organization: named.nullable(),
  operator: z.string().nullable(),
  at: instant,
  result: z.enum(RECORD_TRAIL_RESULTS),
  opinion: z.string().nullable(),
  /** Of a repeated submission or a correction: what differs from the one before. */
  changes: z.array(recordChange).nullable(),
})

const finding = z.strictObject({
  kind: z.enum(RECORD_FINDINGS),
  /** Whether it keeps the record from being recognised. */
  isBlocking: z.boolean(),
  /** In a sentence, with names, days and hours. */
  explanation: z.string(),
  /** The other records that it is about. */
  records: z.array(
    z.strictObject({ id, courseName: z.string(), startsOn: day, endsOn: day, certifiedTenths: z.int() }),
  ),
})

const lineFields = {
  id,
  /** The unit that is responsible. */
  organization: named,
  ...recordContent.shape,
  /** `null` until it is recognised. */
  certifiedTenths: z.int().nullable(),
  source: z.enum(RECORD_SOURCES),
  classId: id.nullable(),
  state: z.enum(RECORD_STATES),
  /** Whose decision it waits for. */
  decisionStep: z.enum(RECOGNISERS).nullable(),
  /** Who decides, or decided last; `null` before the first submission. */
  reviewingBody: named.nullable(),
  /** Declared and decided by one person, because there was no other. */
  selfApproved: z.boolean(),
  createdAt: instant,
  submittedAt: instant.nullable(),
  recognizedAt: instant.nullable(),
  version: z.int(),
}

const detailFields = {
  decisionSteps: z.array(z.enum(RECOGNISERS)),
  /** Why hours were given although the assessment was failed. */
  overrideReason: z.string().nullable(),
  /** The record that this one corrects, and the one that corrected it. */
  supersedesId: id.nullable(),
  supersededById: id.nullable(),
  revocation: z.strictObject({ reason: z.string(), askedAt: instant }).nullable(),
  revokedAt: instant.nullable(),
  attachments: z.array(attachmentView),
  trail: z.array(trailLine),
  changedAt: instant,
}

export const myRecordLine = z.strictObject({
  ...lineFields,
  abilities: abilities(['edit', 'remove', 'submit', 'withdraw']),
})
export const myRecordView = myRecordLine.extend(detailFields)

export const recordLine = z.strictObject({
  ...lineFields,
  /** ID number masked. */
  trainee: named.extend({ sex: z.string(), residentId: z.string() }),
  abilities: abilities([
    'edit',
    'remove',
    'submit',
    'confirm',
    'withdraw',
    'approve',
    'return',
    'reject',
    'correct',
    'askRevocation',
    'decideRevocation',
  ]),
})
export const recordView = recordLine.extend({ ...detailFields, findings: z.array(finding) })

export type RecordContent = z.output<typeof recordContent>
export type RecordChange = z.output<typeof recordChange>
export type RecordFindingView = z.output<typeof finding>
export type RecordLine = z.output<typeof recordLine>
export type RecordView = z.output<typeof recordView>
export type MyRecordLine = z.output<typeof myRecordLine>
export type MyRecordView = z.output<typeof myRecordView>
