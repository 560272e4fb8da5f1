import type { ProblemCode } from '@jijiao/shared/http'
import { PROBLEMS } from '@jijiao/shared/http'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import type { Deps } from '../../deps'
import { activeMembers, askRecount, traineesById } from '../affiliations'
import type { TrainingClass } from '../classes'
import { type Organization, organizationModel } from '../organizations'
import {
  type Authorities,
  authoritiesAround,
  decisionRoute,
  type ResponsibleUnit,
  responsibleUnits,
} from './decision-route'
import { earnedAround, findingsAbout } from './earned'
import { hourRulesOnce } from './hour-rules'
import { markHoursChanged } from './hours-version'
import { type ClassRow, contentOfClass, newClassRecord } from './new-class-record'
import { recordFact } from './record.facts'
import { type CreditRecord, creditRecordModel } from './record.model'
import { rememberTerms } from './record-terms'
import { signatureOf, trailLine } from './trail'

type ClosedClass = {
  readonly trainingClass: TrainingClass
  readonly year: number
  readonly rows: readonly ClassRow[]
}

type Given = { readonly traineeId: string; readonly recordId: string }
export type ClassRowResult =
  | (Given & { readonly outcome: 'recognized' })
  /** `awaits`: the body that decides next, by name. */
  | (Given & { readonly outcome: 'submitted'; readonly awaits: string })
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
 * plan: what it gives was decided with the plan. A provider recognises nothing: what its class gives is submitted to the
 * unit that each trainee belongs to at that moment.
 */
export async function recognizeClassRecords(
  deps: Deps,
  of: Circumstances,
  { trainingClass, year, rows }: ClosedClass,
  session: ClientSession,
): Promise<ClassRowResult[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ traineeId }) => new Types.ObjectId(traineeId))
  const unitOf = await unitsAnswering(deps, trainingClass, ids, session)
  const content = contentOfClass(trainingClass, { year, at: of.at })
  await rememberTerms(deps, content)
  const signature = await signatureOf(deps, of, trainingClass.organizationId)
  const trainees = await traineesById(deps, ids)
  const earned = await earnedAround(deps, ids, [content], session)
  const authoritiesOf = trainingClass.plan ? async () => [] : authoritiesOnce(deps, session)
  const rulesFor = hourRulesOnce(deps, session)
  const taken = await traineesWithRecord(deps, trainingClass._id, session)

  const records: CreditRecord[] = []
  const results: ClassRowResult[] = []
  for (const row of rows) {
    const trainee = trainees.get(row.traineeId)
    const unit = unitOf(row.traineeId)
    if (!trainee || taken.has(row.traineeId)) {
      results.push(refused(row.traineeId, trainee ? 'class_record_exists' : 'not_found'))
      continue
    }
    if (!unit) {
      results.push(refused(row.traineeId, 'unit_required', NO_UNIT))
      continue
    }
    const rules = await rulesFor({ regionCode: unit.regionCode, year, series: trainee.series })
    const route = decisionRoute(unit, { rules, authorities: await authoritiesOf(unit) }, content.category)
    const record = newClassRecord(of, { row, trainee, trainingClass, unit, content, route, signature })
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
    results.push(resultOf(record))
  }
  await insertRecords(deps, of, records, session)
  return results
}

const NO_UNIT = '学员没有绑定单位，没有单位可以认定学时：请学员先绑定单位，再由施教机构到“学时申报”为其申报'

function resultOf({ _id, traineeId, state, review, awaitingId }: CreditRecord): ClassRowResult {
  const given = { traineeId: String(traineeId), recordId: String(_id) }
  if (state === 'recognized') return { ...given, outcome: 'recognized' }
  const body = review?.bodies.find(({ organizationId }) => awaitingId?.equals(organizationId))
  return { ...given, outcome: 'submitted', awaits: body?.name ?? '' }
}

type Holder = ResponsibleUnit & Pick<Organization, 'kind'>

/** Who answers for the hours of each trainee: the unit whose class it is, or, in a provider's, the trainee's own. */
async function unitsAnswering(
  deps: Deps,
  { organizationId }: TrainingClass,
  traineeIds: readonly Types.ObjectId[],
  session: ClientSession,
): Promise<(traineeId: string) => ResponsibleUnit | undefined> {
  const holder = await organizationModel(deps.db)
    .findById(organizationId, { kind: 1, name: 1, regionCode: 1 }, { session })
    .orFail()
    .lean<Holder>()
  if (holder.kind === 'unit') return () => holder
  const members = await activeMembers(deps, traineeIds, session)
  const units = await responsibleUnits(
    deps,
    members.map((member) => member.organizationId),
    session,
  )
  const byTrainee = new Map(members.map((member) => [String(member.trainee._id), String(member.organizationId)]))
  return (traineeId) => units.get(byTrainee.get(traineeId) ?? '')
}

/** The authorities around each unit, asked for once. */
function authoritiesOnce(deps: Deps, session: ClientSession): (unit: ResponsibleUnit) => Promise<Authorities> {
  const known = new Map<string, Authorities>()
  return async (unit) => {
    const before = known.get(unit.regionCode)
    const authorities = before ?? (await authoritiesAround(deps, unit, session))
    known.set(unit.regionCode, authorities)
    return authorities
  }
}

type Revoked = Pick<TrainingClass, 'organizationId'> & { readonly classId: Types.ObjectId; readonly reason: string }

/**
 * Takes back what a class has given, or has asked for of whichever unit, in the transaction that says why. Answers how
 * many records.
 */
export async function revokeClassRecords(
  deps: Deps,
  of: Circumstances,
  { classId, organizationId, reason }: Revoked,
  session: ClientSession,
): Promise<number> {
  const live = await creditRecordModel(deps.db).find({ liveClassId: classId }, null, { session }).lean<CreditRecord[]>()
  const [first] = live
  if (!first) return 0
  const signature = await signatureOf(deps, of, organizationId)
  const step = first.organizationId.equals(organizationId) ? 'unit' : 'declaration'
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
        $push: { trail: trailLine(signature, step, to, { opinion: reason }) },
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

async function insertRecords(deps: Deps, of: Circumstances, records: readonly CreditRecord[], session: ClientSession) {
  if (records.length === 0) return
  await creditRecordModel(deps.db).insertMany([...records], { session, lean: true })
  await askRecount(
    deps,
    records.map(({ traineeId }) => traineeId),
    session,
  )
  const facts = records.map((record) => {
    const passedOn = record.review?.index === 0 ? 'CreditRecordSubmitted' : 'CreditRecordPassedOn'
    const what = record.state === 'recognized' ? 'CreditRecordRecognized' : passedOn
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
