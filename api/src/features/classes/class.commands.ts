import {
  type AttendanceRule,
  CLASS_LIFECYCLE,
  type ClassAction,
  DEFAULT_ATTENDANCE_RULE,
  RUNNING_CLASS_STATES,
} from '@jijiao/shared/classes'
import type { ProblemCode } from '@jijiao/shared/http'
import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { normalizeSearchText } from '@jijiao/shared/text'
import { type ClientSession, type QueryFilter, Types, trusted } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Organization, organizationModel } from '../organizations'
import { classModel, type PlanDetails, type TrainingClass } from './class.model'

export type ClassPlan = Pick<
  TrainingClass,
  'name' | 'category' | 'courseName' | 'startsOn' | 'endsOn' | 'plannedNumber' | 'place' | 'creditHourTenths'
>

type NewClass = ClassPlan & {
  readonly organizationId: string
  readonly plan?: PlanDetails | null
  /** Given where it must be the same on every machine, as in the demo world. */
  readonly id?: string
}

const searchTextOf = (plan: ClassPlan) => normalizeSearchText(`${plan.name} ${plan.courseName}`)

export async function createClass(deps: Deps, of: Circumstances, given: NewClass): Promise<TrainingClass> {
  return inTransaction(deps.db, async (session) => {
    const [created] = await createClasses(deps, of, [given], session)
    if (!created) throw new Error('no class was created')
    return created
  })
}

/** The classes of a plan, in the transaction that approves it. */
export async function createClasses(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  given: readonly NewClass[],
  session: ClientSession,
): Promise<TrainingClass[]> {
  const ids = given.map(({ organizationId }) => new Types.ObjectId(organizationId))
  const holders = await organizationModel(deps.db)
    .find({ _id: trusted({ $in: ids }) }, { name: 1, regionCode: 1 }, { session })
    .lean<Holder[]>()
  const created = given.map((one) => {
    const holder = holders.find(({ _id }) => String(_id) === one.organizationId)
    if (!holder) throw new Problem('not_found')
    return newClass(of, holder, one)
  })
  await classModel(deps.db).insertMany(created, { session })
  const facts = created.map((one) => classFact(of, 'ClassCreated', one, null))
  await recordFacts(deps.db, facts, session)
  return created
}

type Holder = Pick<Organization, '_id' | 'name' | 'regionCode'>

const newClass = (
  of: Circumstances,
  holder: Holder,
  { organizationId: _, id, plan = null, ...content }: NewClass,
): TrainingClass => ({
  _id: new Types.ObjectId(id),
  organizationId: holder._id,
  organizationName: holder.name,
  regionCodes: [...enclosingRegionCodes(holder.regionCode)],
  ...content,
  plan,
  state: 'planned',
  note: null,
  enrolledCount: 0,
  assessedCount: 0,
  attendanceRule: DEFAULT_ATTENDANCE_RULE,
  searchText: searchTextOf(content),
  touches: 0,
  version: 1,
  createdAt: of.at,
})

/** Changes a class that is still planned, as the version that was edited. */
export async function changeClass(
  deps: Deps,
  of: Circumstances,
  trainingClass: TrainingClass,
  given: ClassPlan & { readonly version: number },
): Promise<TrainingClass> {
  const { version, ...plan } = given
  return inTransaction(deps.db, async (session) => {
    const changed = await classModel(deps.db)
      .findOneAndUpdate(
        { _id: trainingClass._id, state: 'planned', version },
        { $set: { ...plan, searchText: searchTextOf(plan) }, $inc: { version: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<TrainingClass | null>()
    if (!changed) {
      const isPlanned = await classModel(deps.db).exists({ _id: trainingClass._id, state: 'planned' }).session(session)
      throw new Problem(isPlanned ? 'state_conflict' : 'class_not_planned')
    }
    await recordFacts(deps.db, [classFact(of, 'ClassChanged', changed, changed.state)], session)
    return changed
  })
}

/** The filter of classes that have not ended yet. */
export const whileRunning = () => ({ state: trusted({ $in: [...RUNNING_CLASS_STATES] }) })

/** What a class asks of attendance may change until it has ended, as the version that was read. */
export async function setAttendanceRule(
  deps: Deps,
  of: Circumstances,
  trainingClass: Pick<TrainingClass, '_id'>,
  { version, ...attendanceRule }: AttendanceRule & { readonly version: number },
): Promise<TrainingClass> {
  const running = { _id: trainingClass._id, ...whileRunning() }
  return inTransaction(deps.db, async (session) => {
    const changed = await classModel(deps.db)
      .findOneAndUpdate(
        { ...running, version },
        { $set: { attendanceRule }, $inc: { version: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<TrainingClass | null>()
    if (!changed) {
      const exists = await classModel(deps.db).exists(running).session(session)
      throw new Problem(exists ? 'state_conflict' : 'class_ended')
    }
    const changedFact = classFact(of, 'ClassAttendanceRuleSet', changed, changed.state)
    await recordFacts(deps.db, [{ ...changedFact, reason: null, details: attendanceRule }], session)
    return changed
  })
}

type Move = { readonly trainingClass: Pick<TrainingClass, '_id'>; readonly note: string | null }

export const openClass = (deps: Deps, of: Circumstances, given: Move): Promise<TrainingClass> =>
  inTransaction(deps.db, (session) => moveClass(deps, of, { ...given, action: 'open' }, session))

const MOVES = {
  open: { what: 'ClassOpened', otherwise: 'class_not_planned' },
  close: { what: 'ClassClosed', otherwise: 'class_not_open' },
  reopen: { what: 'ClassReopened', otherwise: 'class_not_closed' },
  cancel: { what: 'ClassCancelled', otherwise: 'class_ended' },
} as const satisfies Record<ClassAction, { what: Fact['what']; otherwise: ProblemCode }>

/** One conditional update in the transaction of all that goes with it: of two who move a class, one wins. */
export async function moveClass(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { trainingClass, note, action }: Move & { readonly action: ClassAction },
  session: ClientSession,
): Promise<TrainingClass> {
  const { from, to } = CLASS_LIFECYCLE[action]
  const { what, otherwise } = MOVES[action]
  const before = await classModel(deps.db)
    .findOneAndUpdate(
      { _id: trainingClass._id, state: trusted({ $in: [...from] }) },
      { $set: { state: to, note }, $inc: { version: 1 } },
      { returnDocument: 'before', session },
    )
    .lean<TrainingClass | null>()
  if (!before) throw new Problem(otherwise)
  const moved = { ...before, state: to, note, version: before.version + 1 }
  await recordFacts(deps.db, [classFact(of, what, moved, before.state)], session)
  return moved
}

/**
 * Makes a transaction depend on the class being open: whoever moves the class at the same time has to wait or repeats.
 * Answers the class; refuses with `class_not_open`.
 */
export async function touchOpenClass(
  deps: Pick<Deps, 'db'>,
  classId: Types.ObjectId,
  session: ClientSession,
): Promise<TrainingClass> {
  const touched = await touch(deps, { _id: classId, state: 'open' }, session)
  if (!touched) throw new Problem('class_not_open')
  return touched
}

/** The same for what may be done before the class opens, too. */
export async function touchRunningClass(
  deps: Pick<Deps, 'db'>,
  classId: Types.ObjectId,
  session: ClientSession,
): Promise<TrainingClass> {
  const touched = await touch(deps, { _id: classId, ...whileRunning() }, session)
  if (!touched) throw new Problem('class_ended')
  return touched
}

const touch = (deps: Pick<Deps, 'db'>, which: QueryFilter<TrainingClass>, session: ClientSession) =>
  classModel(deps.db)
    .findOneAndUpdate(which, { $inc: { touches: 1 } }, { returnDocument: 'after', session })
    .lean<TrainingClass | null>()
    .exec()

const classFact = (of: Circumstances, what: Fact['what'], trainingClass: TrainingClass, from: string | null) =>
  fact(of, {
    what,
    subject: { kind: 'class', id: String(trainingClass._id) },
    organizationId: String(trainingClass.organizationId),
    from,
    to: trainingClass.state,
    reason: trainingClass.note,
  })
