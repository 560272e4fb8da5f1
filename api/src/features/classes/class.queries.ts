import type { ClassState, CourseCategory } from '@jijiao/shared/classes'
import type { Sort } from '@jijiao/shared/http/contract'
import { escapeForPattern, normalizeSearchText } from '@jijiao/shared/text'
import { type ClientSession, Types, trusted } from 'mongoose'
import { afterCursor, cutPage, orderOf, type PageQuery, positionIn, sortIn } from '../../db/keyset'
import type { Deps } from '../../deps'
import { byName, matchPerson, pageOfActiveTrainees, type Trainee, traineesById } from '../affiliations'
import { whileRunning } from './class.commands'
import { classModel, type TrainingClass } from './class.model'
import { type Enrollment, enrollmentModel } from './enrollment.model'

type ClassQuery = PageQuery & {
  readonly state?: ClassState | undefined
  readonly category?: CourseCategory | undefined
  readonly year?: number | undefined
  readonly q?: string | undefined
  readonly sort: Sort<'startsOn'>
}

type Visible = { readonly organizationId: Types.ObjectId } | { readonly regionCodes: string }

/** The classes of a unit or of a region. */
export async function pageOfClasses(deps: Deps, visible: Visible, query: ClassQuery) {
  const text = normalizeSearchText(query.q ?? '')
  const order = orderOf(query.sort, { startsOn: { path: 'startsOn' } })
  const found = await classModel(deps.db)
    .find({
      ...visible,
      ...(query.state && { state: query.state }),
      ...(query.category && { category: query.category }),
      ...(query.year && { startsOn: trusted({ $gte: `${query.year}-01-01`, $lte: `${query.year}-12-31` }) }),
      ...(text && { searchText: trusted({ $regex: escapeForPattern(text) }) }),
      ...afterCursor(query.cursor, order),
    })
    .sort(sortIn(order))
    .limit(query.limit + 1)
    .lean<TrainingClass[]>()
  return cutPage(found, query.limit, ({ startsOn, _id }) => positionIn(order, startsOn, _id))
}

type Engaged = { readonly teacherIds: readonly Types.ObjectId[]; readonly from: string; readonly to: string }

/** A unit's planned and open classes that name one of these teachers on days within a span. */
export const classesNaming = (
  deps: Pick<Deps, 'db'>,
  organizationId: Types.ObjectId,
  { teacherIds, from, to }: Engaged,
  session?: ClientSession,
): Promise<TrainingClass[]> => {
  const them = trusted({ $in: [...teacherIds] })
  return classModel(deps.db)
    .find(
      {
        organizationId,
        ...whileRunning(),
        startsOn: trusted({ $lte: to }),
        endsOn: trusted({ $gte: from }),
        $or: [{ 'plan.headTeacher.teacherId': them }, { 'plan.teachers.teacherId': them }],
      },
      null,
      { session: session ?? null },
    )
    .sort({ startsOn: 1, _id: 1 })
    .lean<TrainingClass[]>()
    .exec()
}

type EnrollmentRow = { readonly trainee: Trainee; readonly enrollment: Enrollment | null }
type EnrollmentPage = { readonly data: EnrollmentRow[]; readonly nextCursor: string | null }
type SearchQuery = PageQuery & { readonly q?: string | undefined; readonly sort: Sort<'name'> }
type EnrolledRow = { readonly trainee: Trainee; readonly enrollment: Enrollment }

/** Those in the class, with or without a result or both. */
export async function pageOfEnrolled(
  deps: Deps,
  classId: Types.ObjectId,
  query: SearchQuery & { readonly hasResult?: boolean | undefined },
): Promise<{ readonly data: EnrolledRow[]; readonly nextCursor: string | null }> {
  const order = byName(query.sort)
  const found = await enrollmentModel(deps.db)
    .find({
      classId,
      ...(query.hasResult !== undefined && { assessment: query.hasResult ? trusted({ $ne: null }) : null }),
      $and: [matchPerson(deps, query.q), afterCursor(query.cursor, order)],
    })
    .sort(sortIn(order))
    .limit(query.limit + 1)
    .lean<Enrollment[]>()
  const { data, nextCursor } = cutPage(found, query.limit, ({ nameKeys, _id }) =>
    positionIn(order, nameKeys.pinyin, _id),
  )
  const trainees = await traineesById(
    deps,
    data.map(({ traineeId }) => traineeId),
  )
  const rows = data.map((enrollment) => {
    const trainee = trainees.get(String(enrollment.traineeId))
    if (!trainee) throw new Error(`the trainee of enrolment ${enrollment._id} is gone`)
    return { trainee, enrollment }
  })
  return { data: rows, nextCursor }
}

/** The unit's confirmed trainees who are not in the class. */
export async function pageOfCandidates(
  deps: Deps,
  trainingClass: TrainingClass,
  query: SearchQuery,
): Promise<EnrollmentPage> {
  const except = await enrollmentModel(deps.db).distinct('traineeId', { classId: trainingClass._id })
  const { data, nextCursor } = await pageOfActiveTrainees(
    deps,
    { organizationId: trainingClass.organizationId },
    { ...query, except },
  )
  return { data: data.map(({ trainee }) => ({ trainee, enrollment: null })), nextCursor }
}

/** The classes of a trainee, latest enrolment first. */
export async function pageOfMyClasses(deps: Deps, traineeId: string, query: PageQuery) {
  const found = await enrollmentModel(deps.db)
    .find({ traineeId: new Types.ObjectId(traineeId), ...afterCursor(query.cursor, { path: '_id', direction: -1 }) })
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .lean<Enrollment[]>()
  const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
  const classes = await classModel(deps.db)
    .find({ _id: trusted({ $in: data.map(({ classId }) => classId) }) })
    .lean<TrainingClass[]>()
  const byId = new Map(classes.map((trainingClass) => [String(trainingClass._id), trainingClass]))
  const rows = data.map((enrollment) => {
    const trainingClass = byId.get(String(enrollment.classId))
    if (!trainingClass) throw new Error(`the class of enrolment ${enrollment._id} is gone`)
    return { enrollment, trainingClass }
  })
  return { data: rows, nextCursor }
}

type Taking = {
  readonly organizationId: Types.ObjectId
  readonly year: number
  readonly categories: readonly CourseCategory[]
  readonly limit: number
}

/** A unit's open classes of a year and of these categories that have places left, the one that ends first coming first. */
export async function classesTaking(
  deps: Pick<Deps, 'db'>,
  { organizationId, year, categories, limit }: Taking,
): Promise<TrainingClass[]> {
  if (categories.length === 0) return []
  return classModel(deps.db)
    .find({
      organizationId,
      state: 'open',
      category: trusted({ $in: [...categories] }),
      endsOn: trusted({ $gte: `${year}-01-01`, $lte: `${year}-12-31` }),
      $expr: trusted({ $lt: ['$enrolledCount', '$plannedNumber'] }),
    })
    .sort({ endsOn: 1, _id: 1 })
    .limit(limit)
    .lean<TrainingClass[]>()
}

/** The open classes of a year that a trainee is in: what they will give is not recorded yet. */
export async function classesUnderWay(
  deps: Pick<Deps, 'db'>,
  traineeId: Types.ObjectId,
  year: number,
): Promise<TrainingClass[]> {
  const classIds = await enrollmentModel(deps.db).distinct('classId', { traineeId })
  return classModel(deps.db)
    .find({
      _id: trusted({ $in: classIds }),
      state: 'open',
      endsOn: trusted({ $gte: `${year}-01-01`, $lte: `${year}-12-31` }),
    })
    .sort({ endsOn: 1, _id: 1 })
    .lean<TrainingClass[]>()
}
