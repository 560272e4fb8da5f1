import { z } from 'zod'
import { COURSE_CATEGORIES } from '../classes/constants'
import type { Contract } from '../http'
import { id, line, page, pageQuery, paragraph, rowResults, sortedBy } from '../http/contract'
import { creditRecordEndpoints } from './endpoints'
import { correctionInput, ownRecordChange, ownRecordInput, recordChangeInput, recordInput } from './fields'
import { RECORD_DECISIONS, RECORD_STATES } from './lifecycle'
import { RECORD_SHEET } from './sheet'
import { myRecordLine, myRecordView, recordLine, recordView } from './views.contract'

const recordParams = z.strictObject({ recordId: id })
const queryYear = z.coerce.number().int().min(2000).max(2999).optional()

const versioned = z.strictObject({ version: z.int().min(1) })

/** Part of a course's name, its pinyin or initials; a record is found by every place where a word of it may begin. */
const courseSearch = line(50, 0).optional()
const listQuery = {
  course: courseSearch,
  category: z.enum(COURSE_CATEGORIES).optional(),
  year: queryYear,
  ...pageQuery,
}

const overrideReason = line(200, 0).optional()

const declaringProblems = ['state_conflict', 'record_locked'] as const
export const creditRecordContract = {
  mine: {
    ...creditRecordEndpoints.mine,
    summary: 'My credit records, newest first',
    query: z.strictObject({
      state: z.enum(RECORD_STATES).optional(),
      category: z.enum(COURSE_CATEGORIES).optional(),
      year: queryYear,
      ...pageQuery,
    }),
    answer: page(myRecordLine),
  },
  mineOne: {
    ...creditRecordEndpoints.mineOne,
    summary: 'One of my credit records with its trail',
    params: recordParams,
    answer: myRecordView,
  },
  declareMine: {
    ...creditRecordEndpoints.declareMine,
    summary: 'Draft a record of my own; the unit that I am bound to will decide',
    body: ownRecordInput,
    answer: myRecordView,
    status: 201,
    problems: ['unit_required'],
  },
  editMine: {
    ...creditRecordEndpoints.editMine,
    summary: 'Change a draft or a returned record of mine',
    params: recordParams,
    body: ownRecordChange,
    answer: myRecordView,
    problems: ['not_allowed', ...declaringProblems],
  },
  removeMine: {
    ...creditRecordEndpoints.removeMine,
    summary: 'Delete a draft of mine',
    params: recordParams,
    problems: ['not_allowed', 'record_not_draft'],
  },
  submitMine: {
    ...creditRecordEndpoints.submitMine,
    summary: 'Submit a record of mine; it is locked from then on',
    params: recordParams,
    body: versioned,
    answer: myRecordView,
    problems: ['not_allowed', 'record_locked', 'state_conflict'],
  },
  withdrawMine: {
    ...creditRecordEndpoints.withdrawMine,
    summary: 'Take a submission of mine back before anybody has decided',
    params: recordParams,
    body: versioned,
    answer: myRecordView,
    problems: ['not_allowed', 'record_not_submitted', 'record_decided', 'state_conflict'],
  },

  toDecide: {
    ...creditRecordEndpoints.toDecide,
    summary:
      'Records that wait for a decision of the organization acted for, revocations included; longest waiting first',
    query: z.strictObject({
      /** Part of a name, its pinyin or initials, or a whole ID number. */
      q: line(50, 0).optional(),
      ...listQuery,
      sort: sortedBy(['submittedAt'], 'submittedAt'),
    }),
    answer: page(recordLine),
    sheet: RECORD_SHEET,
    problems: ['not_allowed'],
  },
  recognized: {
    ...creditRecordEndpoints.recognized,
    summary:
      'Recognised records of the unit, of the region of an authority, or declared by a provider; latest year first',
    query: z.strictObject({
      /** Part of a name, its pinyin or initials, or a whole ID number. */
      q: line(50, 0).optional(),
      provider: line(50, 0).optional(),
      /** Only those that one person declared and decided. */
      selfApproved: z.literal('true').optional(),
      ...listQuery,
      sort: sortedBy(['year'], '-year'),
    }),
    answer: page(recordLine),
    sheet: RECORD_SHEET,
  },
  declared: {
    ...creditRecordEndpoints.declared,
    summary: 'Records that the organization acted for has declared, newest first',
    query: z.strictObject({
      studyMode: z.string().max(20).optional(),
      assessmentResult: z.string().max(20).optional(),
      state: z.enum(RECORD_STATES).optional(),
      ...listQuery,
      sort: sortedBy(['createdAt'], '-createdAt'),
    }),
    answer: page(recordLine),
    sheet: RECORD_SHEET,
  },
  create: {
    ...creditRecordEndpoints.create,
    summary: 'Draft a record for a trainee, as her unit or as a provider',
    body: recordInput,
    answer: recordView,
    status: 201,
    problems: ['not_allowed', 'too_many_mismatches'],
  },
  confirm: {
    ...creditRecordEndpoints.confirm,
    summary: 'Confirm what the unit declared, one or many: recognised, or passed on where an authority recognises',
    body: z.strictObject({ ids: z.array(id).min(1).max(200), overrideReason }),
    answer: rowResults,
    problems: ['not_allowed'],
  },
  decide: {
    ...creditRecordEndpoints.decide,
    summary: 'Approve, return or reject records, one or many',
    body: z
      .strictObject({
        decision: z.enum(RECORD_DECISIONS),
        opinion: paragraph(500).default(''),
        /** Why hours are given although the assessment was failed. */
        overrideReason,
        rows: z
          .array(
            z.strictObject({
              id,
              /** Of what was looked at; left out: whatever it is now. */
              version: z.int().min(1).optional(),
              /** Left out: the reviewed hours, otherwise the declared ones. */
              certifiedTenths: z.int().min(1).max(100_000).optional(),
            }),
          )
          .min(1)
          .max(200),
      })
      .refine((body) => body.decision === 'approve' || body.opinion !== '', {
        error: '不同意时请填写意见',
        path: ['opinion'],
      }),
    answer: rowResults,
    problems: ['not_allowed'],
  },
  get: {
    ...creditRecordEndpoints.get,
    summary: 'One record with its trail and what speaks against it',
    params: recordParams,
    answer: recordView,
  },
  edit: {
    ...creditRecordEndpoints.edit,
    summary: 'Change a draft or a returned record that the organization acted for declared',
    params: recordParams,
    body: recordChangeInput,
    answer: recordView,
    problems: ['not_allowed', ...declaringProblems],
  },
  remove: {
    ...creditRecordEndpoints.remove,
    summary: 'Delete a draft',
    params: recordParams,
    problems: ['not_allowed', 'record_not_draft'],
  },
  submit: {
    ...creditRecordEndpoints.submit,
    summary: "Submit a provider's record to the trainee's unit",
    params: recordParams,
    body: versioned,
    answer: recordView,
    problems: ['not_allowed', 'record_locked', 'state_conflict'],
  },
  withdraw: {
    ...creditRecordEndpoints.withdraw,
    summary: 'Take a submission back before anybody else has decided',
    params: recordParams,
    body: versioned,
    answer: recordView,
    problems: ['not_allowed', 'record_not_submitted', 'record_decided', 'state_conflict'],
  },
  correct: {
    ...creditRecordEndpoints.correct,
    summary: 'Draft a correction of a recognised record; once it is recognised it supersedes the old one',
    params: recordParams,
    body: correctionInput,
    answer: recordView,
    status: 201,
    problems: ['not_allowed', 'record_not_recognized', 'correction_pending', 'state_conflict'],
  },
  askRevocation: {
    ...creditRecordEndpoints.askRevocation,
    summary: 'Ask that a recognised record be revoked; another person decides',
    params: recordParams,
    body: versioned.extend({ reason: line(200) }),
    answer: recordView,
    problems: ['not_allowed', 'record_not_recognized', 'correction_pending', 'state_conflict'],
  },
  decideRevocation: {
    ...creditRecordEndpoints.decideRevocation,
    summary: 'Revoke a record as asked, or let it stand',
    params: recordParams,
    body: versioned
      .extend({ decision: z.enum(['approve', 'refuse']), opinion: paragraph(500).default('') })
      .refine((body) => body.decision === 'approve' || body.opinion !== '', {
        error: '不同意撤销时请填写意见',
        path: ['opinion'],
      }),
    answer: recordView,
    problems: ['not_allowed', 'own_declaration', 'record_not_recognized', 'state_conflict'],
  },
} as const satisfies Contract

export type OwnRecordInput = z.output<typeof ownRecordInput>
export type RecordChangeInput = z.output<typeof recordChangeInput>
export type CorrectionInput = z.output<typeof correctionInput>
export { recordInput }
export type RecordInput = z.output<typeof recordInput>
export type * from './views.contract'
