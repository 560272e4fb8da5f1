import { calendarDays, dayInChina, yearOfDay } from '@jijiao/shared/credit-records'
import type { ProblemCode } from '@jijiao/shared/http'
import { PROBLEMS } from '@jijiao/shared/http'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import type { Deps } from '../../deps'
import { askRecount, type Trainee, traineesById } from '../affiliations'
import type { TrainingClass } from '../classes'
import {
  authoritiesAround,
  type DecisionRoute,
  decisionRoute,
  type ResponsibleUnit,
  responsibleUnit,
} from './decision-route'
import { earnedAround, findingsAbout } from './earned'
import { hourRulesOnce } from './hour-rules'
import { markHoursChanged } from './hours-version'
import { newRecord } from './new-record'
import { recordFact } from './record.facts'
import { type CreditRecord, creditRecordModel, type RecordContent } from './record.model'
import { rememberTerms } from './record-terms'
import { type Signature, signatureOf, trailLine } from './trail'

export type ClassRow = {
  readonly traineeId: string
  readonly creditHourTenths: number
  /** The account that entered the result; the closing decides. */
  readonly declaredBy: string | null
}

type ClosedClass = {
  readonly trainingClass: TrainingClass
  readonly year: number
  readonly rows: readonly ClassRow[]
}

export type ClassRowResult =
  | { readonly traineeId: string; readonly outcome: 'recognized' | 'submitted'; readonly recordId: string }
  | {
      readonly traineeId: string
      readonly outcome: 'refused'
      readonly problem: { readonly code: ProblemCode; readonly title: string; readonly detail: string | null }
    }

const refused = (traineeId: string, code: ProblemCode, detail: string | null = null): ClassRowResult => ({
  traineeId,
  outcome: 'refused',
  problem: { code, title: PROBLEMS[code].title, detail },
})

/**
 * Gives those who passed a class its hours, in the transaction that closes it: each one a record, or the reason why not.
 * Where another body than the unit recognises, the record goes on to it (`submitted`), except for a class of an approved
 * plan: what it gives was decided with the plan. A class that ends before its planned day has ended today.
 */
export async function recognizeClassRecords(
  deps: Deps,
  of: Circumstances,
  { trainingClass, year, rows }: ClosedClass,
  session: ClientSession,
): Promise<ClassRowResult[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ traineeId }) => new Types.ObjectId(traineeId))
  const unit = await responsibleUnit(deps, trainingClass.organizationId, session)
  const content = contentOf(trainingClass, unit.name, year, of.at)
  await rememberTerms(deps, content)
  const signature = await signatureOf(deps, of, unit._id)
  const trainees = await traineesById(deps, ids)
  const earned = await earnedAround(deps, ids, [content], session)
  const authorities = trainingClass.plan ? [] : await authoritiesAround(deps, unit, session)
  const rulesFor = hourRulesOnce(deps, session)
  const taken = await traineesWithRecord(deps, trainingClass._id, session)

  const records: CreditRecord[] = []
  const results: ClassRowResult[] = []
  for (const row of rows) {
    const trainee = trainees.get(row.traineeId)
    if (!trainee || taken.has(row.traineeId)) {
      results.push(refused(row.traineeId, trainee ? 'class_record_exists' : 'not_found'))
      continue
    }
    const rules = await rulesFor({ regionCode: unit.regionCode, year, series: trainee.series })
    const route = decisionRoute(unit, { rules, authorities }, content.category)
    const record = newClassRecord(of, { row, trainee, classId: trainingClass._id, unit, content, route, signature })
    const candidate = { ...record, tenths: row.creditHourTenths }
    const [finding] = findingsAbout(earned.get(row.traineeId) ?? [], candidate, rules.dayCeilingTenths)
    const isBlocked = finding?.isBlocking ?? false
    if (finding && isBlocked && record.state === 'recognized') {
      const code = finding.kind === 'sameCourse' ? 'course_already_counted' : 'day_ceiling_exceeded'
      results.push(refused(row.traineeId, code, finding.explanation))
      continue
    }
    taken.add(row.traineeId)
    records.push({ ...record, hasConflict: isBlocked })
    const outcome = record.state === 'recognized' ? 'recognized' : 'submitted'
    results.push({ traineeId: row.traineeId, outcome, recordId: String(record._id) })
  }
  await insertRecords(deps, of, records, session)
  return results
}

/** Takes back what a class has given, or has asked for: in the transaction that says why. Answers how many records. */
export async function revokeClassRecords(
  deps: Deps,
  of: Circumstances,
  { classId, reason }: { readonly classId: Types.ObjectId; readonly reason: string },
  session: ClientSession,
): Promise<number> {
  const live = await creditRecordModel(deps.db).find({ liveClassId: classId }, null, { session }).lean<CreditRecord[]>()
  const [first] = live
  if (!first) return 0
  const signature = await signatureOf(deps, of, first.organizationId)
  for (const state of ['recognized', 'submitted', 'returned'] as const) {
    const those = live.filter((record) => record.state === state)
    if (those.length === 0) continue
    const isRevoked = state === 'recognized'
    const to = isRevoked ? ('revoked' as const) : ('rejected' as const)
    const moved = await creditRecordModel(deps.db).updateMany(
      { _id: trusted({ $in: those.map(({ _id }) => _id) }), state },
      {
        $set: {
          state: to,
          liveClassId: null,
          awaitingId: null,
          revocation: null,
          revokedAt: isRevoked ? of.at : null,
          changedAt: of.at,
        },
        $push: { trail: trailLine(signature, 'unit', to, { opinion: reason }) },
        $inc: { version: 1 },
      },
      { session },
    )
    if (moved.matchedCount !== those.length) throw new Error(`records of class ${classId} moved meanwhile`)
    const what = isRevoked ? 'CreditRecordRevoked' : 'CreditRecordRejected'
    const facts = those.map((record) => recordFact(of, what, record, { from: state, to, reason }))
    await recordFacts(deps.db, facts, session)
    if (isRevoked) await markHoursChanged(deps, those, session)
    else
      await askRecount(
        deps,
        those.map(({ traineeId }) => traineeId),
        session,
      )
  }
  return live.length
}

function contentOf(trainingClass: TrainingClass, unitName: string, year: number, at: Date): RecordContent {
  const today = dayInChina(at)
  const endsOn = trainingClass.endsOn < today ? trainingClass.endsOn : today
  const startsOn = trainingClass.startsOn < endsOn ? trainingClass.startsOn : endsOn
  return {
    category: trainingClass.category,
    courseId: null,
    courseName: trainingClass.courseName,
    studyMode: trainingClass.plan?.studyMode ?? 'faceToFace',
    startsOn,
    endsOn,
    days: calendarDays({ startsOn, endsOn }),
    assessmentResult: 'passed',
    declaredTenths: 0,
    reviewedTenths: null,
    providerId: trainingClass.organizationId,
    providerName: unitName,
    year,
    yearReason: year === yearOfDay(endsOn) ? null : '培训班所属年度',
    place: trainingClass.place,
    content: '',
    remark: trainingClass.name,
  }
}

type ClassRecord = {
  readonly row: ClassRow
  readonly trainee: Trainee
  readonly classId: Types.ObjectId
  readonly unit: ResponsibleUnit
  readonly content: RecordContent
  readonly route: DecisionRoute
  readonly signature: Signature
}

function newClassRecord(
  of: Circumstances,
  { row, trainee, classId, unit, content, route, signature }: ClassRecord,
): CreditRecord {
  const [, next] = route.bodies
  const tenths = row.creditHourTenths
  const declared = { ...content, declaredTenths: tenths }
  const declaredBy = {
    accountId: row.declaredBy === null ? null : new Types.ObjectId(row.declaredBy),
    organizationId: unit._id,
  }
  return {
    ...newRecord(of, { trainee, unit, content: declared, source: 'class', declaredBy }),
    classId,
    liveClassId: classId,
    state: next ? 'submitted' : 'recognized',
    review: { ...route, index: next ? 1 : 0, submittedAt: of.at, stateBefore: 'draft' },
    awaitingId: next?.organizationId ?? null,
    lastSubmission: declared,
    decidedBy: signature.operatorId,
    certifiedTenths: next ? null : tenths,
    selfApproved: row.declaredBy === of.actor.accountId,
    recognizedAt: next ? null : of.at,
    trail: [trailLine(signature, 'unit', next ? 'passedOn' : 'recognized')],
  }
}

async function insertRecords(deps: Deps, of: Circumstances, records: readonly CreditRecord[], session: ClientSession) {
  if (records.length === 0) return
  await creditRecordModel(deps.db).insertMany([...records], { session, lean: true })
  await askRecount(
    deps,
    records.map(({ traineeId }) => traineeId),
    session,
  )
  const facts = records.map((record) => {
    const what = record.state === 'recognized' ? 'CreditRecordRecognized' : 'CreditRecordPassedOn'
    return recordFact(of, what, record, { from: null, to: record.state })
  })
  await recordFacts(deps.db, facts, session)
  const recognized = records.filter(({ state }) => state === 'recognized')
  await markHoursChanged(deps, recognized, session)
}

async function traineesWithRecord(deps: Deps, classId: Types.ObjectId, session: ClientSession): Promise<Set<string>> {
  const found = await creditRecordModel(deps.db)
    .find({ liveClassId: classId }, { traineeId: 1 }, { session })
    .lean<Pick<CreditRecord, 'traineeId'>[]>()
  return new Set(found.map(({ traineeId }) => String(traineeId)))
}
