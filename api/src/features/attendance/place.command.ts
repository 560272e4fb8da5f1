import { type MarkView, PLACE_WITHIN_MINUTES } from '@jijiao/shared/attendance'
import type { attendanceContract } from '@jijiao/shared/attendance/contract'
import { Types } from 'mongoose'
import { circumstances, fact } from '../../audit'
import type { Deps } from '../../deps'
import type { Call } from '../../http/call'
import { Problem } from '../../http/problem'
import { traineeIdOf } from '../affiliations'
import { type AttendanceMark, type AttendanceSession, markModel, sessionModel } from './attendance.model'
import { presentMark } from './attendance.presenter'
import { placeFlags } from './check-in.rules'
import { settleStanding } from './standing-mark'

type PlaceCall = Call<typeof attendanceContract.tellPlace>

/** Adds the place to a mark that was made without it: nobody's scan has to wait for the answer whether it may be read. */
export async function tellPlace(deps: Deps, call: PlaceCall): Promise<MarkView> {
  const sessionId = new Types.ObjectId(call.params.sessionId)
  const traineeId = await traineeIdOf(deps, call.actor)
  const [session, mark] = await Promise.all([
    sessionModel(deps.db).findById(sessionId).lean<AttendanceSession>(),
    traineeId &&
      markModel(deps.db)
        .findOne({ sessionId, traineeId: new Types.ObjectId(traineeId) })
        .lean<AttendanceMark>(),
  ])
  if (!session || !mark) throw new Problem('not_checked_in')
  if (session.isSealed) throw new Problem('class_not_open')
  return presentMark(await settleStanding(deps, mark, (standing) => tryTelling(deps, call, session, standing)))
}

async function tryTelling(
  deps: Deps,
  { actor, body, request }: PlaceCall,
  session: AttendanceSession,
  mark: AttendanceMark,
): Promise<AttendanceMark | null> {
  if (!mark.flags.includes('withoutPlace')) return mark
  const scannedAt = Math.max(mark.receivedAt.getTime(), mark.leftAt?.getTime() ?? 0)
  if (request.receivedAt > scannedAt + PLACE_WITHIN_MINUTES * 60_000) throw new Problem('place_too_late')
  const asPerson = { ...circumstances(actor, request), actor: { accountId: actor.accountId, organizationId: null } }
  const told = fact(asPerson, {
    what: 'PlaceTold',
    subject: { kind: 'attendanceMark', id: String(mark._id) },
    organizationId: String(session.organizationId),
    details: { sessionId: String(session._id), traineeId: String(mark.traineeId) },
  })
  const flags = mark.flags.filter((flag) => flag !== 'withoutPlace')
  return markModel(deps.db)
    .findOneAndUpdate(
      { _id: mark._id, version: mark.version },
      {
        $set: { flags: [...flags, ...placeFlags(session.geofence, body.position)], hasUnsealedFacts: true },
        $inc: { version: 1 },
        $push: { facts: told },
      },
      { returnDocument: 'after' },
    )
    .lean<AttendanceMark | null>()
}
