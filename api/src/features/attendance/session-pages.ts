import { type QueryFilter, Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { decodeCursor, encodeCursor } from '../../http/cursor'
import { type AttendanceSession, sessionModel } from './attendance.model'

export type SessionPageQuery = { readonly cursor?: string | undefined; readonly limit: number }

/** Roll calls, newest first, by the index on class and start. */
export async function pageOfSessions(deps: Deps, filter: QueryFilter<AttendanceSession>, query: SessionPageQuery) {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor)
  const startedBy = after && new Date(after.value)
  const found = await sessionModel(deps.db)
    .find({
      ...filter,
      ...(after &&
        startedBy && {
          $or: [
            { startsAt: trusted({ $lt: startedBy }) },
            { startsAt: startedBy, _id: trusted({ $lt: new Types.ObjectId(after.id) }) },
          ],
        }),
    })
    .sort({ startsAt: -1, _id: -1 })
    .limit(query.limit + 1)
    .lean<AttendanceSession[]>()
  const data = found.slice(0, query.limit)
  const last = data.at(-1)
  const hasMore = found.length > data.length && last !== undefined
  return {
    data,
    nextCursor: hasMore ? encodeCursor({ value: last.startsAt.toISOString(), id: String(last._id) }) : null,
  }
}
