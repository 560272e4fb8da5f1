import { PROBLEMS, type ProblemCode } from '@jijiao/shared/http'
import type { RowResult } from '@jijiao/shared/http/contract'
import { type ClientSession, type Connection, Types, trusted } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Notice, notify } from '../../outbox'
import { confirmedTrainees, type Trainee } from '../affiliations'
import { classModel, type TrainingClass } from './class.model'
import { type Enrollment, enrollmentModel } from './enrollment.model'

type Given = { readonly trainingClass: Pick<TrainingClass, '_id'>; readonly traineeIds: readonly string[] }

const done = (id: string): RowResult => ({ id, outcome: 'done' })
const refused = (id: string, code: ProblemCode): RowResult => ({
  id,
  outcome: 'refused',
  problem: { code, title: PROBLEMS[code].title },
})

/** Enrols the unit's own trainees, each by itself. */
export async function enrolTrainees(
  deps: Deps,
  of: Circumstances,
  { trainingClass, traineeIds }: Given,
): Promise<RowResult[]> {
  const ids = [...new Set(traineeIds)]
  return inTransaction(deps.db, async (session) => {
    const open = await findOpenClass(deps, trainingClass._id, session)
    const confirmed = await confirmedTrainees(deps, open.organizationId, ids, session)
    const asked = ids.map((traineeId) => ({ traineeId, trainee: confirmed.get(traineeId) ?? null }))
    const refusals = await admit(deps, of, { open, asked, otherwise: 'trainee_not_confirmed' }, session)
    return ids.map((traineeId, at) => {
      const code = refusals[at]
      return code ? refused(traineeId, code) : done(traineeId)
    })
  })
}

type Admission = {
  readonly open: TrainingClass
  /** `trainee`: who may be admitted. */
  readonly asked: readonly { readonly traineeId: string | null; readonly trainee: Trainee | null }[]
  /** Why somebody may not. */
  readonly otherwise: ProblemCode
}

/**
 * Admits to an open class in the order given, until it is full; who is in it already stays so. All are one transaction
 * that counts in the class, so that those who enrol at the same time take turns and no place is given twice. Answers for
 * each why not; `null`: is in the class.
 */
export async function admit(
  deps: Deps,
  of: Circumstances,
  { open, asked, otherwise }: Admission,
  session: ClientSession,
): Promise<(ProblemCode | null)[]> {
  const ids = asked.flatMap(({ traineeId }) => traineeId ?? [])
  const within = new Set((await enrolledAmong(deps, open._id, ids, session)).keys())
  const admitted: Trainee[] = []
  const refusals = asked.map(({ traineeId, trainee }): ProblemCode | null => {
    if (traineeId !== null && within.has(traineeId)) return null
    // First, so that a class without a place tells of nobody whether there is such a person.
    if (open.enrolledCount + admitted.length >= open.plannedNumber) return 'class_full'
    if (!trainee) return otherwise
    within.add(String(trainee._id))
    admitted.push(trainee)
    return null
  })
  if (admitted.length === 0) return refusals
  const room = trusted({ $lte: open.plannedNumber - admitted.length })
  await count(deps, { _id: open._id, enrolledCount: room }, admitted.length, session)
  const enrollments = admitted.map((trainee) => newEnrollment(of, open, trainee))
  await enrollmentModel(deps.db).insertMany(enrollments, { session })
  const facts = enrollments.map((enrollment) => enrollmentFact(of, 'TraineeEnrolled', enrollment))
  await recordFacts(deps.db, facts, session)
  const { name: className, startsOn, place } = open
  const told = enrollments.map(
    (enrollment): Notice => ({
      ...recipient(enrollment),
      kind: 'enrolled',
      data: { className, startsOn, place },
    }),
  )
  await notify(deps, of, told, session)
  return refusals
}

/** Takes trainees out of an open class; whoever has marks or a result stays. */
export async function withdrawEnrollments(
  deps: Deps,
  of: Circumstances,
  { trainingClass, traineeIds }: Given,
): Promise<RowResult[]> {
  const asked = [...new Set(traineeIds)]
  return inTransaction(deps.db, async (session) => {
    const open = await findOpenClass(deps, trainingClass._id, session)
    const enrolled = await enrolledAmong(deps, open._id, asked, session)
    const leaving = [...enrolled.values()].filter((enrollment) => !enrollment.hasMarks)
    const results = asked.map((traineeId) => {
      const enrollment = enrolled.get(traineeId)
      if (!enrollment) return refused(traineeId, 'not_found')
      return enrollment.hasMarks ? refused(traineeId, 'enrollment_in_use') : done(traineeId)
    })
    if (leaving.length === 0) return results
    await count(deps, { _id: open._id }, -leaving.length, session)
    const ids = leaving.map(({ _id }) => _id)
    const gone = await enrollmentModel(deps.db).deleteMany({ _id: trusted({ $in: ids }), hasMarks: false }, { session })
    if (gone.deletedCount !== leaving.length) throw new Problem('state_conflict')
    const facts = leaving.map((enrollment) => enrollmentFact(of, 'EnrollmentWithdrawn', enrollment))
    await recordFacts(deps.db, facts, session)
    const told = leaving.map(
      (enrollment): Notice => ({
        ...recipient(enrollment),
        kind: 'enrollmentWithdrawn',
        data: { className: open.name },
      }),
    )
    await notify(deps, of, told, session)
    return results
  })
}

/**
 * Attendance tells that these trainees now have marks in the class, so that they are not withdrawn any more. Answers
 * whether all of them are enrolled. Harmless to repeat; cheap when nothing changes.
 */
export async function keepEnrollments(
  db: Connection,
  classId: Types.ObjectId,
  traineeIds: readonly Types.ObjectId[],
  session?: ClientSession,
): Promise<boolean> {
  const kept = await enrollmentModel(db).updateMany(
    { classId, traineeId: trusted({ $in: [...traineeIds] }) },
    { $set: { hasMarks: true } },
    { session },
  )
  return kept.matchedCount === new Set(traineeIds.map(String)).size
}

export async function findOpenClass(deps: Deps, _id: Types.ObjectId, session: ClientSession): Promise<TrainingClass> {
  const open = await classModel(deps.db).findOne({ _id, state: 'open' }, null, { session }).lean<TrainingClass | null>()
  if (!open) throw new Problem('class_not_open')
  return open
}

export async function enrolledAmong(
  deps: Deps,
  classId: Types.ObjectId,
  traineeIds: readonly string[],
  session: ClientSession,
): Promise<ReadonlyMap<string, Enrollment>> {
  const ids = traineeIds.map((traineeId) => new Types.ObjectId(traineeId))
  const found = await enrollmentModel(deps.db)
    .find({ classId, traineeId: trusted({ $in: ids }) }, null, { session })
    .lean<Enrollment[]>()
  return new Map(found.map((enrollment) => [String(enrollment.traineeId), enrollment]))
}

type Countable = { readonly _id: Types.ObjectId; readonly enrolledCount?: object }

async function count(deps: Deps, filter: Countable, by: number, session: ClientSession) {
  const counted = await classModel(deps.db).updateOne(
    { ...filter, state: 'open' },
    { $inc: { enrolledCount: by } },
    { session },
  )
  if (counted.matchedCount === 0) throw new Problem('state_conflict')
}

const newEnrollment = (of: Circumstances, trainingClass: TrainingClass, trainee: Trainee): Enrollment => ({
  _id: new Types.ObjectId(),
  classId: trainingClass._id,
  traineeId: trainee._id,
  organizationId: trainingClass.organizationId,
  traineeName: trainee.name,
  nameKeys: trainee.nameKeys,
  residentIdIndex: trainee.residentIdIndex,
  enrolledAt: of.at,
  hasMarks: false,
  assessment: null,
  outcome: null,
})

const recipient = ({ traineeId, classId }: Enrollment) => ({
  traineeId: String(traineeId),
  link: { page: 'class', params: { classId: String(classId) } } as const,
})

const enrollmentFact = (of: Circumstances, what: Fact['what'], enrollment: Enrollment) =>
  fact(of, {
    what,
    subject: { kind: 'enrollment', id: String(enrollment._id) },
    organizationId: String(enrollment.organizationId),
    details: { classId: String(enrollment.classId), traineeId: String(enrollment.traineeId) },
  })
