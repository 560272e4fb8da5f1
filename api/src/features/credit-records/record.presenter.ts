import type { MyRecordLine, MyRecordView, RecordLine, RecordView } from '@jijiao/shared/credit-records'
import { type Attachment, presentAttachment } from '../../attachments'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { presentPerson, type Trainee } from '../affiliations'
import { ownAbilities, recordAbilities } from './record.abilities'
import { presentContent } from './record.content'
import type { CreditRecord, NamedBody, RecordContent, RecordTrailLine } from './record.model'

const presentBody = ({ organizationId, name }: NamedBody) => ({ id: String(organizationId), name })
const textOf = (id: { toString(): string } | null) => id && String(id)

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
    createdAt: record.createdAt.toISOString(),
    submittedAt: record.review?.submittedAt.toISOString() ?? null,
    recognizedAt: record.recognizedAt?.toISOString() ?? null,
    version: record.version,
  }
}

/** The files of the content that is shown. */
function presentFiles({ attachmentIds = [] }: RecordContent, files: readonly Attachment[]) {
  return files.filter(({ _id }) => attachmentIds.includes(String(_id))).map(presentAttachment)
}

const presentDetails = (record: CreditRecord, content: RecordContent, files: readonly Attachment[]) => ({
  decisionSteps: record.review?.steps ?? [],
  overrideReason: record.overrideReason,
  supersedesId: textOf(record.supersedesId),
  supersededById: textOf(record.supersededById),
  revocation: record.revocation && {
    reason: record.revocation.reason,
    askedAt: record.revocation.askedAt.toISOString(),
  },
  revokedAt: record.revokedAt?.toISOString() ?? null,
  attachments: presentFiles(content, files),
  trail: record.trail.map(presentTrailLine),
  changedAt: record.changedAt.toISOString(),
})

/** Whoever did not declare a record sees it as it was submitted, not what the declarer has been mending since. */
const contentFor = (record: CreditRecord, isItsDeclarer: boolean): RecordContent =>
  (!isItsDeclarer && record.state === 'returned' && record.lastSubmission) || record

export const presentMyLine = (record: CreditRecord, unitName: string): MyRecordLine => ({
  ...presentLine(record, contentFor(record, record.declaredBy.organizationId === null), unitName),
  abilities: ownAbilities(record),
})

export const presentMine = (record: CreditRecord, unitName: string, files: readonly Attachment[]): MyRecordView => ({
  ...presentMyLine(record, unitName),
  ...presentDetails(record, contentFor(record, record.declaredBy.organizationId === null), files),
})

export type Shown = {
  readonly record: CreditRecord
  readonly trainee: Trainee
  readonly unitName: string
  readonly isAlone: boolean
}

const isDeclarer = ({ actingAs }: OperatorActor, { declaredBy }: CreditRecord) =>
  String(declaredBy.organizationId) === actingAs.organizationId

export function presentRecordLine(
  deps: Pick<Deps, 'vault'>,
  actor: OperatorActor,
  { record, trainee, unitName, isAlone }: Shown,
): RecordLine {
  const { name, sex, residentId } = presentPerson(deps, trainee)
  return {
    ...presentLine(record, contentFor(record, isDeclarer(actor, record)), unitName),
    trainee: { id: String(trainee._id), name, sex, residentId },
    abilities: recordAbilities(actor, record, { trainee, isAlone }),
  }
}

export const presentRecord = (
  deps: Pick<Deps, 'vault'>,
  actor: OperatorActor,
  shown: Shown,
  { findings, files }: { readonly findings: RecordView['findings']; readonly files: readonly Attachment[] },
): RecordView => ({
  ...presentRecordLine(deps, actor, shown),
  ...presentDetails(shown.record, contentFor(shown.record, isDeclarer(actor, shown.record)), files),
  findings,
})
