import type { CourseCategory } from '@jijiao/shared/classes'
import type { RecordState } from '@jijiao/shared/credit-records'
import { type ClientSession, Types } from 'mongoose'
import { groupedBy } from '../../db/grouped'
import type { Deps } from '../../deps'
import { creditRecordModel } from './record.model'

export type CategorySum = {
  readonly recognizedTenths: number
  /** Declared hours that somebody has still to decide about. */
  readonly pendingTenths: number
  /** Recognised courses. */
  readonly courses: number
}
export type CategorySums = Readonly<Record<CourseCategory, CategorySum>>

/** A person's hours of a year in one category and study mode: what a rule set counts. */
export type HoursSum = CategorySum & { readonly category: CourseCategory; readonly studyMode: string }

type Group = {
  _id: { traineeId: Types.ObjectId; category: CourseCategory; studyMode: string; state: RecordState }
  certifiedTenths: number
  declaredTenths: number
  records: number
}

type Asked = { readonly traineeIds: readonly (Types.ObjectId | string)[]; readonly year: number }

/** What each trainee has in a year by category and study mode, those without records included; one query by index. */
export async function hoursByTrainee(
  deps: Pick<Deps, 'db'>,
  { traineeIds, year }: Asked,
  session?: ClientSession,
): Promise<ReadonlyMap<string, readonly HoursSum[]>> {
  const ids = traineeIds.map((traineeId) => new Types.ObjectId(traineeId))
  const groups = await creditRecordModel(deps.db)
    .aggregate<Group>([
      // What corrects another record is counted in that one until it takes its place.
      {
        $match: {
          traineeId: { $in: ids },
          state: { $in: ['recognized', 'submitted'] },
          year,
          $or: [{ state: 'recognized' }, { supersedesId: null }],
        },
      },
      {
        $group: {
          _id: { traineeId: '$traineeId', category: '$category', studyMode: '$studyMode', state: '$state' },
          certifiedTenths: { $sum: '$certifiedTenths' },
          declaredTenths: { $sum: '$declaredTenths' },
          records: { $sum: 1 },
        },
      },
    ])
    .session(session ?? null)
  const byTrainee = groupedBy(groups, ({ _id }) => String(_id.traineeId))
  return new Map(ids.map((id) => [String(id), (byTrainee.get(String(id)) ?? []).map(sumOf)]))
}

const sumOf = ({ _id: { category, studyMode, state }, ...group }: Group): HoursSum =>
  state === 'recognized'
    ? { category, studyMode, recognizedTenths: group.certifiedTenths, pendingTenths: 0, courses: group.records }
    : { category, studyMode, recognizedTenths: 0, pendingTenths: group.declaredTenths, courses: 0 }

/** The same by category alone. */
export async function sumsByTrainee(
  deps: Pick<Deps, 'db'>,
  asked: Asked,
  session?: ClientSession,
): Promise<ReadonlyMap<string, CategorySums>> {
  const hours = await hoursByTrainee(deps, asked, session)
  return new Map([...hours].map(([traineeId, sums]) => [traineeId, byCategory(sums)]))
}

function byCategory(hours: readonly HoursSum[]): CategorySums {
  const of = (wanted: CourseCategory): CategorySum =>
    hours
      .filter(({ category }) => category === wanted)
      .reduce(
        (sum, more) => ({
          recognizedTenths: sum.recognizedTenths + more.recognizedTenths,
          pendingTenths: sum.pendingTenths + more.pendingTenths,
          courses: sum.courses + more.courses,
        }),
        { recognizedTenths: 0, pendingTenths: 0, courses: 0 },
      )
  return { public: of('public'), professional: of('professional'), elective: of('elective') }
}
