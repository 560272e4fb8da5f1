import type { MyRecordLine, MyRecordView, RecordContent as RecordContentView } from '@jijiao/shared/credit-records'
import type { CreditRecord, NamedBody, RecordContent, RecordTrailLine } from './record.model'
import { ownAbilities } from './record.policy'

const presentBody = ({ organizationId, name }: NamedBody) => ({ id: String(organizationId), name })
const textOf = (id: { toString(): string } | null) => id && String(id)

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
})

export const presentContent = (record: RecordContent): RecordContentView => ({
  ...contentOf(record),
  courseId: textOf(record.courseId),
  providerId: textOf(record.providerId),
})

const presentTrailLine = (line: RecordTrailLine): MyRecordView['trail'][number] => ({
  step: line.step,
  organization: line.organization && presentBody(line.organization),
  operator: line.operatorName,
  at: line.at.toISOString(),
  result: line.result,
  opinion: line.opinion,
  changes: line.changes,
})

function presentLine(record: CreditRecord, content: RecordContent, unitName: string) {
  const body = record.review?.bodies[record.review.index]
  const step = record.review?.steps[record.review.index]
  return {
    id: String(record._id),
    organization: { id: String(record.organizationId), name: unitName },
    ...presentContent(content),
    certifiedTenths: record.certifiedTenths,
    source: record.source,
    classId: textOf(record.classId),
    state: record.state,
    decisionStep: record.awaitingId ? (step ?? null) : null,
    reviewingBody: body ? presentBody(body) : null,
    selfApproved: record.selfApproved,
    submittedAt: record.review?.submittedAt.toISOString() ?? null,
    recognizedAt: record.recognizedAt?.toISOString() ?? null,
    version: record.version,
  }
}

const presentDetails = (record: CreditRecord) => ({
  decisionSteps: record.review?.steps ?? [],
  overrideReason: record.overrideReason,
  supersedesId: textOf(record.supersedesId),
  supersededById: textOf(record.supersededById),
  revocation: record.revocation && {
    reason: record.revocation.reason,
    askedAt: record.revocation.askedAt.toISOString(),
  },
  revokedAt: record.revokedAt?.toISOString() ?? null,
  trail: record.trail.map(presentTrailLine),
  createdAt: record.createdAt.toISOString(),
  changedAt: record.changedAt.toISOString(),
})

/** As the person sees it; what others are still mending she sees as it was submitted. */
export function presentMyLine(record: CreditRecord, unitName: string): MyRecordLine {
  const isMending = record.declaredBy.organizationId !== null && record.state === 'returned'
  const content = (isMending && record.lastSubmission) || record
  return { ...presentLine(record, content, unitName), abilities: ownAbilities(record) }
}

export const presentMine = (record: CreditRecord, unitName: string): MyRecordView => ({
  ...presentMyLine(record, unitName),
  ...presentDetails(record),
})
