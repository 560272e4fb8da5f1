import { calendarDays, dayInChina, yearOfDay } from '@jijiao/shared/credit-records'
import { Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Trainee } from '../affiliations'
import type { TrainingClass } from '../classes'
import type { DecisionRoute, ResponsibleUnit } from './decision-route'
import { accountOf, newRecord } from './new-record'
import type { CreditRecord, RecordContent } from './record.model'
import { type Signature, trailLine } from './trail'

export type ClassRow = {
  readonly traineeId: string
  readonly creditHourTenths: number
  /** The account that entered the result; the closing decides, or hands in what a unit decides. */
  readonly declaredBy: string | null
}

/** What every record of a class says. A class that ends before its planned day has ended today. */
export function contentOfClass(
  trainingClass: TrainingClass,
  { year, at }: { readonly year: number; readonly at: Date },
): RecordContent {
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
    providerName: trainingClass.organizationName,
    year,
    yearReason: year === yearOfDay(endsOn) ? null : '培训班所属年度',
    place: trainingClass.place,
    content: '',
    remark: trainingClass.name,
  }
}

type Giving = {
  readonly row: ClassRow
  readonly trainee: Trainee
  readonly trainingClass: Pick<TrainingClass, '_id' | 'organizationId'>
  /** Who answers for the hours. */
  readonly unit: ResponsibleUnit
  readonly content: RecordContent
  readonly route: DecisionRoute
  /** Of whoever closes the class. */
  readonly signature: Signature
}

/** A unit that closes its own class has decided its step; a provider hands in what the trainee's unit decides. */
export function newClassRecord(of: Circumstances, giving: Giving): CreditRecord {
  const { row, trainee, trainingClass, unit, content } = giving
  const declared = { ...content, declaredTenths: row.creditHourTenths }
  const declaredBy = {
    accountId: row.declaredBy === null ? null : new Types.ObjectId(row.declaredBy),
    organizationId: trainingClass.organizationId,
  }
  return {
    ...newRecord(of, { trainee, unit, content: declared, source: 'class', declaredBy }),
    classId: trainingClass._id,
    liveClassId: trainingClass._id,
    lastSubmission: declared,
    ...(unit._id.equals(trainingClass.organizationId) ? decidedByHolder(of, giving) : handedIn(of, giving)),
  }
}

function decidedByHolder(of: Circumstances, { row, route, signature }: Giving) {
  const [, next] = route.bodies
  return {
    state: next ? ('submitted' as const) : ('recognized' as const),
    review: { ...route, index: next ? 1 : 0, submittedAt: of.at, stateBefore: 'draft' as const },
    awaitingId: next?.organizationId ?? null,
    decidedBy: signature.operatorId,
    certifiedTenths: next ? null : row.creditHourTenths,
    selfApproved: row.declaredBy === of.actor.accountId,
    recognizedAt: next ? null : of.at,
    trail: [trailLine(signature, 'unit', next ? 'passedOn' : 'recognized')],
  }
}

function handedIn(of: Circumstances, { unit, route, signature }: Giving) {
  return {
    state: 'submitted' as const,
    review: {
      ...route,
      index: 0,
      submittedAt: of.at,
      submittedBy: accountOf(of),
      stateBefore: 'draft' as const,
    },
    awaitingId: unit._id,
    trail: [trailLine(signature, 'declaration', 'submitted')],
  }
}
