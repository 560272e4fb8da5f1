import { COURSE_CATEGORIES, type CourseCategory } from '@jijiao/shared/classes'
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

type Group = {
  _id: { traineeId: Types.ObjectId; category: CourseCategory; state: RecordState }
  certifiedTenths: number
  declaredTenths: number
  records: number
}

const NOTHING: CategorySum = { recognizedTenths: 0, pendingTenths: 0, courses: 0 }

/** What each trainee has in a year by category, those without records included; one query by index for all of them. */
export async function sumsByTrainee(
  deps: Pick<Deps, 'db'>,
  { traineeIds, year }: { readonly traineeIds: readonly (Types.ObjectId | string)[]; readonly year: number },
  session?: ClientSession,
): Promise<ReadonlyMap<string, CategorySums>> {
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
          _id: { traineeId: '$traineeId', category: '$category', state: '$state' },
          certifiedTenths: { $sum: '$certifiedTenths' },
          declaredTenths: { $sum: '$declaredTenths' },
          records: { $sum: 1 },
        },
      },
    ])
    .session(session ?? null)
  const byTrainee = groupedBy(groups, ({ _id }) => String(_id.traineeId))
  return new Map(ids.map((id) => [String(id), sumsOf(byTrainee.get(String(id)) ?? [])]))
}

function sumsOf(groups: readonly Group[]): CategorySums {
  const sums: Record<CourseCategory, CategorySum> = { public: NOTHING, professional: NOTHING, elective: NOTHING }
  for (const category of COURSE_CATEGORIES) {
    for (const group of groups.filter(({ _id }) => _id.category === category)) {
      sums[category] =
        group._id.state === 'recognized'
          ? { ...sums[category], recognizedTenths: group.certifiedTenths, courses: group.records }
          : { ...sums[category], pendingTenths: group.declaredTenths }
    }
  }
  return sums
}
