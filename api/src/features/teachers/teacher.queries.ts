import type { Sort } from '@jijiao/shared/http/contract'
import type { TeacherState } from '@jijiao/shared/teachers'
import { type ClientSession, type Types, trusted } from 'mongoose'
import { afterCursor, cutPage, type PageQuery, positionIn, sortIn } from '../../db/keyset'
import type { Deps } from '../../deps'
import { byName, matchPerson } from '../affiliations'
import { type Teacher, teacherModel } from './teacher.model'

type TeacherQuery = PageQuery & {
  readonly q?: string | undefined
  readonly state?: TeacherState | undefined
  readonly sort: Sort<'name'>
}

export async function pageOfTeachers(deps: Deps, organizationId: Types.ObjectId, query: TeacherQuery) {
  const order = byName(query.sort)
  const found = await teacherModel(deps.db)
    .find({
      organizationId,
      ...(query.state && { state: query.state }),
      $and: [matchPerson(deps, query.q), afterCursor(query.cursor, order)],
    })
    .sort(sortIn(order))
    .limit(query.limit + 1)
    .lean<Teacher[]>()
  return cutPage(found, query.limit, ({ nameKeys, _id }) => positionIn(order, nameKeys.pinyin, _id))
}

/** A unit's teachers among these ids, in any state; in a transaction as of its snapshot. */
export async function teachersOfUnit(
  deps: Pick<Deps, 'db'>,
  organizationId: Types.ObjectId,
  ids: readonly Types.ObjectId[],
  session: ClientSession,
): Promise<ReadonlyMap<string, Teacher>> {
  const found = await teacherModel(deps.db)
    .find({ _id: trusted({ $in: [...ids] }), organizationId }, null, { session })
    .lean<Teacher[]>()
  return new Map(found.map((teacher) => [String(teacher._id), teacher]))
}
