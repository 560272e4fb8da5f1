import { RECOGNISERS } from '../rule-sets/constants'

/** Where a record comes from. */
export const RECORD_SOURCES = ['class', 'unit', 'person', 'provider', 'import'] as const
export type RecordSource = (typeof RECORD_SOURCES)[number]

/** A line of the trail: what the declarer did, or a step of the decision. */
export const RECORD_TRAIL_STEPS = ['declaration', ...RECOGNISERS] as const
export type RecordTrailStep = (typeof RECORD_TRAIL_STEPS)[number]

export const RECORD_TRAIL_RESULTS = [
  'submitted',
  'withdrawn',
  'passedOn',
  'recognized',
  'returned',
  'rejected',
  'superseded',
  'revocationAsked',
  'revocationRefused',
  'revoked',
] as const
export type RecordTrailResult = (typeof RECORD_TRAIL_RESULTS)[number]

/** What is compared with the submission before, in the order of the form. */
export const RECORD_FIELDS = [
  'category',
  'courseName',
  'studyMode',
  'startsOn',
  'endsOn',
  'days',
  'assessmentResult',
  'declaredTenths',
  'reviewedTenths',
  'providerName',
  'year',
  'yearReason',
  'place',
  'content',
  'remark',
] as const
export type RecordField = (typeof RECORD_FIELDS)[number]

/** What speaks against recognising a record, or should be looked at: only an overlap alone refuses nothing. */
export const RECORD_FINDINGS = ['sameCourse', 'dayCeiling', 'overlap'] as const
export type RecordFinding = (typeof RECORD_FINDINGS)[number]
