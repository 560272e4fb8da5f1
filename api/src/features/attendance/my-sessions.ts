import type { MySession, SessionState } from '@jijiao/shared/attendance'
import { Types, trusted } from 'mongoose'
import type { PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { enrollmentModel } from '../classes'
import { type AttendanceMark, markModel } from './attendance.model'
import { presentMySession } from './attendance.presenter'
import { namedByClass } from './class-names'
import { pageOfSessions } from './session-pages'

type Query = PageQuery & { readonly state?: SessionState | undefined; readonly classId?: string | undefined }

/** The roll calls of the classes a trainee is enrolled in, or was marked in before being withdrawn. */
export async function listMySessions(deps: Deps, traineeId: string, query: Query) {
  const trainee = new Types.ObjectId(traineeId)
  const [enrolled, marked] = await Promise.all([
    enrollmentModel(deps.db).distinct('classId', { traineeId: trainee }),
    markModel(deps.db).distinct('classId', { traineeId: trainee }),
  ])
  const mine = [...new Set([...enrolled, ...marked].map(String))]
  const classIds = query.classId === undefined ? mine : mine.filter((classId) => classId === query.classId)
  const filter = {
    classId: trusted({ $in: classIds.map((id) => new Types.ObjectId(id)) }),
    ...(query.state && { state: query.state }),
  }
  const { data: found, nextCursor } = await pageOfSessions(deps, filter, query)
  const sessions = await namedByClass(deps, found)
  const marks = await markModel(deps.db)
    .find({ traineeId: trainee, sessionId: trusted({ $in: sessions.map(({ _id }) => _id) }) }, { facts: 0 })
    .lean<AttendanceMark[]>()
  const markOf = new Map(marks.map((mark) => [String(mark.sessionId), mark]))
  const data: MySession[] = sessions.map((session) => presentMySession(session, markOf.get(String(session._id))))
  return { data, nextCursor }
}
