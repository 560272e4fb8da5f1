import type { CourseState } from '@jijiao/shared/courses'
import { type ClientSession, Types } from 'mongoose'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import { matchText } from '../../db/text-search'
import type { Deps } from '../../deps'
import { type Course, courseModel } from './course.model'

type CourseQuery = PageQuery & {
  readonly state: CourseState
  readonly authorityId?: string | undefined
  readonly series?: string | undefined
  readonly year?: number | undefined
  readonly q?: string | undefined
}

/** In the order of the pinyin of the names. */
export async function pageOfCourses(deps: Pick<Deps, 'db'>, query: CourseQuery) {
  const found = await courseModel(deps.db)
    .find({
      state: query.state,
      ...(query.authorityId && { authorityId: new Types.ObjectId(query.authorityId) }),
      ...(query.series && { series: query.series }),
      ...(query.year && { year: query.year }),
      $and: [matchText('searchText', query.q), afterCursor(query.cursor, { path: 'namePinyin', direction: 1 })],
    })
    .sort({ namePinyin: 1, _id: 1 })
    .limit(query.limit + 1)
    .lean<Course[]>()
  return cutPage(found, query.limit, ({ namePinyin, _id }) => ({ value: namePinyin, id: String(_id) }))
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
