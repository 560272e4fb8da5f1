import { formatCreditHours } from '@jijiao/shared/classes'
import type { OwnRecordInput, RecordContent as RecordContentView } from '@jijiao/shared/credit-records'
import type { FieldError } from '@jijiao/shared/http'
import { Types } from 'mongoose'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { findCourse } from '../courses'
import { organizationNames } from '../organizations'
import type { ResponsibleUnit } from './decision-route'
import { hourRulesFor } from './hour-rules'
import type { RecordContent } from './record.model'
import { rememberTerms } from './record-terms'

export type TypedContent = OwnRecordInput & { readonly reviewedTenths?: number | null }

type Resolving = {
  readonly unit: ResponsibleUnit
  readonly series: readonly string[]
  /** A provider declares what it taught itself. */
  readonly providerId?: Types.ObjectId | null
}

/** Turns what was typed into what is stored. Refuses with every wrong field. */
export async function resolveContent(
  deps: Deps,
  typed: TypedContent,
  { unit, series, providerId = null }: Resolving,
): Promise<RecordContent> {
  const errors: FieldError[] = []
  const wrong = (field: string, detail: string) => errors.push({ pointer: `#/${field}`, detail })
  const course = typed.courseId === null ? null : await findCourse(deps, typed.courseId)
  if (typed.courseId !== null && !course) wrong('courseId', '没有这门课程，请重新选择')
  const pickedId = providerId ?? (typed.providerId === null ? null : new Types.ObjectId(typed.providerId))
  const picked = pickedId && (await organizationNames(deps, [pickedId])).get(String(pickedId))
  if (pickedId && picked === undefined) wrong('providerId', '没有这个施教机构，请重新选择')
  const { tenthsPerDay } = await hourRulesFor(deps, { regionCode: unit.regionCode, year: typed.year, series })
  if (tenthsPerDay !== null && typed.declaredTenths > typed.days * tenthsPerDay) {
    const most = formatCreditHours(typed.days * tenthsPerDay)
    wrong('declaredTenths', `${typed.days} 天最多 ${most} 学时（每天 ${formatCreditHours(tenthsPerDay)} 学时）`)
  }
  if (errors.length > 0) throw new Problem('invalid_input', { errors })
  const content = {
    category: typed.category,
    courseId: course?._id ?? null,
    courseName: course?.name ?? typed.courseName,
    studyMode: typed.studyMode,
    startsOn: typed.startsOn,
    endsOn: typed.endsOn,
    days: typed.days,
    assessmentResult: typed.assessmentResult,
    declaredTenths: typed.declaredTenths,
    reviewedTenths: typed.reviewedTenths ?? null,
    providerId: pickedId,
    providerName: picked ?? typed.providerName ?? '',
    year: typed.year,
    yearReason: typed.yearReason,
    place: typed.place,
    content: typed.content,
    remark: typed.remark,
    attachmentIds: typed.attachmentIds ?? [],
  }
  await rememberTerms(deps, content)
  return content
}

/** What is declared, without what happened to it. */
export const contentOf = (record: RecordContent): RecordContent => ({
  category: record.category,
  courseId: record.courseId,
  courseName: record.courseName,
  studyMode: record.studyMode,
  startsOn: record.startsOn,
  endsOn: record.endsOn,
  days: record.days,
  assessmentResult: record.assessmentResult,
  declaredTenths: record.declaredTenths,
  reviewedTenths: record.reviewedTenths,
  providerId: record.providerId,
  providerName: record.providerName,
  year: record.year,
  yearReason: record.yearReason,
  place: record.place,
  content: record.content,
  remark: record.remark,
  attachmentIds: record.attachmentIds ?? [],
})

/** Without its files, which are shown as what they are. */
export function presentContent(record: RecordContent): RecordContentView {
  const { attachmentIds: _, ...content } = contentOf(record)
  return { ...content, courseId: textOf(record.courseId), providerId: textOf(record.providerId) }
}

const textOf = (id: Types.ObjectId | null) => id && String(id)
