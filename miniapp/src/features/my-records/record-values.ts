import type { AttachmentView } from '@jijiao/shared/attachments'
import type { CourseCategory } from '@jijiao/shared/classes'
import { calendarDays, type MyRecordView, yearOfDay } from '@jijiao/shared/credit-records'
import { today } from '../calendar'

/** A record as it is typed. The names are the contract's, so that the server's complaints land on their fields. */
export type RecordValues = {
  readonly category: CourseCategory | null
  readonly courseName: string
  readonly studyMode: string
  readonly startsOn: string
  readonly endsOn: string
  readonly days: string
  readonly assessmentResult: string
  /** Typed in hours. */
  readonly declaredTenths: string
  readonly providerName: string
  readonly year: string
  readonly yearReason: string
  readonly place: string
  readonly content: string
  readonly remark: string
  readonly attachmentIds: readonly AttachmentView[]
}

export function recordValuesOf(record: MyRecordView | null): RecordValues {
  if (!record) {
    const day = today()
    return {
      category: null,
      courseName: '',
      studyMode: '',
      startsOn: day,
      endsOn: day,
      days: '1',
      assessmentResult: 'passed',
      declaredTenths: '',
      providerName: '',
      year: day.slice(0, 4),
      yearReason: '',
      place: '',
      content: '',
      remark: '',
      attachmentIds: [],
    }
  }
  return {
    category: record.category,
    courseName: record.courseName,
    studyMode: record.studyMode,
    startsOn: record.startsOn,
    endsOn: record.endsOn,
    days: String(record.days),
    assessmentResult: record.assessmentResult,
    declaredTenths: String(record.declaredTenths / 10),
    providerName: record.providerName,
    year: String(record.year),
    yearReason: record.yearReason ?? '',
    place: record.place,
    content: record.content,
    remark: record.remark,
    attachmentIds: record.attachments,
  }
}

/** What else follows from a new first or last day: as many days as there are, and the year of the last. */
export function withSpan(values: RecordValues, span: { readonly startsOn?: string; readonly endsOn?: string }) {
  const { startsOn, endsOn } = { startsOn: values.startsOn, endsOn: values.endsOn, ...span }
  const isForwards = startsOn !== '' && endsOn >= startsOn
  return {
    startsOn,
    endsOn,
    days: isForwards ? String(calendarDays({ startsOn, endsOn })) : values.days,
    year: endsOn ? String(yearOfDay(endsOn)) : values.year,
  }
}

/** A year that is not that of the last day wants a reason. */
export const wantsYearReason = ({ year, endsOn }: RecordValues) => year !== endsOn.slice(0, 4)

type Complaints = { readonly [K in keyof RecordValues]?: string | undefined }

/** What can be told before the server is asked. */
export function checkRecord(values: RecordValues): Complaints {
  const required = (text: string, what: string) => (text.trim() ? undefined : `请填写${what}`)
  const { startsOn, endsOn, declaredTenths } = values
  return {
    category: values.category ? undefined : '请选择课程类型',
    courseName: required(values.courseName, '课程名称'),
    studyMode: values.studyMode ? undefined : '请选择学习形式',
    endsOn: endsOn < startsOn ? '结束日期不能早于开始日期' : undefined,
    days: /^[1-9]\d{0,3}$/.test(values.days) ? undefined : '请填写天数，例如 3',
    assessmentResult: values.assessmentResult ? undefined : '请选择考核结果',
    declaredTenths:
      /^\d{1,4}(\.\d)?$/.test(declaredTenths.trim()) && Number(declaredTenths) > 0
        ? undefined
        : '请填写学时，最多一位小数，例如 18 或 18.5',
    providerName: required(values.providerName, '施教机构名称'),
    year: /^2\d{3}$/.test(values.year) ? undefined : '请填写四位数的年度',
    yearReason: wantsYearReason(values) ? required(values.yearReason, '年度与结束日期不同的原因') : undefined,
  }
}

/** What is sent of values that `checkRecord` let pass. */
export function recordBody({ category, attachmentIds, ...values }: RecordValues, existing: MyRecordView | null) {
  if (!category) throw new Error('a record without a category is not sent')
  // A picked course or provider stays picked as long as its name does.
  const courseId = existing?.courseName === values.courseName ? existing.courseId : null
  const providerId = existing?.providerName === values.providerName ? existing.providerId : null
  return {
    category,
    courseId,
    courseName: values.courseName,
    studyMode: values.studyMode,
    startsOn: values.startsOn,
    endsOn: values.endsOn,
    days: Number(values.days),
    assessmentResult: values.assessmentResult,
    declaredTenths: Math.round(Number(values.declaredTenths) * 10),
    providerId,
    providerName: providerId ? null : values.providerName,
    year: Number(values.year),
    yearReason: wantsYearReason({ category, attachmentIds, ...values }) ? values.yearReason : null,
    place: values.place,
    content: values.content,
    remark: values.remark,
    attachmentIds: attachmentIds.map(({ id }) => id),
  }
}
