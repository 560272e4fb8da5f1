import { z } from 'zod'
import { attachmentIds } from '../attachments/fields'
import { COURSE_CATEGORIES } from '../classes/constants'
import { ASSESSMENT_RESULTS, STUDY_MODES } from '../codes'
import { codeOf } from '../codes/fields'
import { day, id, line, optionalText, paragraph } from '../http/contract'
import { calendarDays, yearOfDay } from './rules'

/** Tenths of a credit hour. */
const tenths = z.int().min(0).max(100_000)

const ownFields = z.strictObject({
  category: z.enum(COURSE_CATEGORIES),
  /** Of the catalogue, if it is there; the name counts. */
  courseId: id.nullish().transform((value) => value ?? null),
  courseName: line(100),
  studyMode: codeOf(STUDY_MODES),
  startsOn: day,
  endsOn: day,
  days: z.int().min(1).max(3_660),
  assessmentResult: codeOf(ASSESSMENT_RESULTS),
  declaredTenths: tenths.min(1),
  /** An organization of the system, or by name alone where it is not listed. */
  providerId: id.nullish().transform((value) => value ?? null),
  providerName: optionalText(line(100, 0)),
  year: z.int().min(2000).max(2999),
  /** Why it is not the year of the last day. */
  yearReason: optionalText(line(100, 0)),
  place: line(100, 0).default(''),
  content: paragraph(100).default(''),
  remark: paragraph(100).default(''),
  /** All that it has from now on; left out: none. */
  attachmentIds: attachmentIds.optional(),
})

const unitFields = ownFields.extend({
  /** What the unit found after looking at it; not above what is declared. */
  reviewedTenths: tenths.nullish().transform((value) => value ?? null),
})

const traineeFields = {
  /** Of a trainee of the unit; or by name and whole ID number, as a provider knows her. */
  traineeId: id.optional(),
  traineeName: line(50).optional(),
  residentId: line(20).optional(),
}

type Fields = z.output<typeof ownFields> & { readonly reviewedTenths?: number | null }

function refineRecord(record: Fields, context: z.RefinementCtx) {
  const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (record.endsOn < record.startsOn) wrong('endsOn', '结束日期不能早于开始日期')
  else if (record.days > calendarDays(record)) {
    wrong('days', `天数不能超过开始至结束的 ${calendarDays(record)} 天`)
  }
  if (record.year !== yearOfDay(record.endsOn) && record.yearReason === null) {
    wrong('yearReason', '年度与结束日期的年份不同，请说明原因')
  }
  if ((record.providerId === null) === (record.providerName === null)) {
    wrong('providerName', '请选择施教机构，或填写未列出的施教机构名称')
  }
  if ((record.reviewedTenths ?? 0) > record.declaredTenths) wrong('reviewedTenths', '审核学时不能超过拟申报学时')
}

const version = z.int().min(1)

export const ownRecordInput = ownFields.superRefine(refineRecord)
export const ownRecordChange = ownFields.extend({ version }).superRefine(refineRecord)
export const recordChangeInput = unitFields.extend({ version }).superRefine(refineRecord)
export const correctionInput = unitFields.extend({ version, reason: line(200) }).superRefine(refineRecord)
export const recordInput = unitFields.extend(traineeFields).superRefine((record, context) => {
  refineRecord(record, context)
  const isNamed = record.traineeName !== undefined && record.residentId !== undefined
  if (isNamed === (record.traineeId !== undefined)) {
    context.addIssue({ code: 'custom', path: ['traineeId'], message: '请选择人员，或填写姓名和身份证号码' })
  }
})
