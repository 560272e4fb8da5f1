import type { QueryFilter } from 'mongoose'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { type AttendanceSession, sessionModel } from './attendance.model'

/** Roll calls, newest first, by the index on class and start. */
export async function pageOfSessions(deps: Deps, filter: QueryFilter<AttendanceSession>, query: PageQuery) {
  const found = await sessionModel(deps.db)
    .find({ ...filter, ...afterCursor(query.cursor, { path: 'startsAt', direction: -1, type: 'date' }) })
    .sort({ startsAt: -1, _id: -1 })
    .limit(query.limit + 1)
    .lean<AttendanceSession[]>()
  return cutPage(found, query.limit, ({ startsAt, _id }) => ({ value: startsAt.toISOString(), id: String(_id) }))
}
