import type { CourseState } from '@jijiao/shared/courses'
import type { Sort } from '@jijiao/shared/http/contract'
import { type ClientSession, Types } from 'mongoose'
import { afterCursor, cutPage, orderOf, type PageQuery, positionIn, sortIn } from '../../db/keyset'
import { matchText } from '../../db/text-search'
import type { Deps } from '../../deps'
import { type Course, courseModel } from './course.model'

type CourseQuery = PageQuery & {
  readonly state: CourseState
  readonly authorityId?: string | undefined
  readonly series?: string | undefined
  readonly year?: number | undefined
  readonly q?: string | undefined
  readonly sort: Sort<'name'>
}

export async function pageOfCourses(deps: Pick<Deps, 'db'>, query: CourseQuery) {
  const order = orderOf(query.sort, { name: { path: 'namePinyin' } })
  const found = await courseModel(deps.db)
    .find({
      state: query.state,
      ...(query.authorityId && { authorityId: new Types.ObjectId(query.authorityId) }),
      ...(query.series && { series: query.series }),
      ...(query.year && { year: query.year }),
      $and: [matchText('searchText', query.q), afterCursor(query.cursor, order)],
    })
    .sort(sortIn(order))
    .limit(query.limit + 1)
    .lean<Course[]>()
  return cutPage(found, query.limit, ({ namePinyin, _id }) => positionIn(order, namePinyin, _id))
}

/** In any state; `null` when there is none. */
export const findCourse = (
  deps: Pick<Deps, 'db'>,
  courseId: string | Types.ObjectId,
  session?: ClientSession,
): Promise<Course | null> =>
  courseModel(deps.db)
    .findById(courseId, null, { session: session ?? null })
    .lean<Course | null>()
    .exec()
