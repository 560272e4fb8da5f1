import type { ClientSession, Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { keepEnrollments } from '../classes'
import { type AttendanceMark, type AttendanceSession, markModel } from './attendance.model'
import { markByHand, markFact } from './marks.commands'

type Given = {
  readonly session: AttendanceSession
  readonly traineeId: Types.ObjectId
  /** The trainee's own. */
  readonly reason: string
}

/** Marks leave that was approved, in the transaction of the approval. Whoever has come all the same is not on leave. */
export async function markLeave(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { session, traineeId, reason }: Given,
  transaction: ClientSession,
): Promise<void> {
  const isEnrolled = await keepEnrollments(deps.db, session.classId, [traineeId], transaction)
  if (!isEnrolled) throw new Problem('leave_not_enrolled')
  const standing = await markModel(deps.db)
    .findOne({ sessionId: session._id, traineeId }, null, { session: transaction })
    .lean<AttendanceMark | null>()
  if (standing?.state === 'leave') return
  if (!standing) {
    const mark = markByHand(of, session, { traineeId, state: 'leave', source: 'leaveRequest', reason })
    await markModel(deps.db).collection.insertOne(mark, { session: transaction })
    return
  }
  if (standing.state !== 'absent' || standing.decision === 'pending') throw new Problem('leave_arrived')
  const corrected = markFact(of, session, standing, 'MarkCorrected', standing.state, 'leave', reason)
  const changed = await markModel(deps.db).updateOne(
    { _id: standing._id, version: standing.version },
    {
      $set: { state: 'leave', source: 'leaveRequest', reason, hasUnsealedFacts: true },
      $inc: { version: 1 },
      $push: { facts: corrected },
    },
    { session: transaction },
  )
  if (changed.matchedCount === 0) throw new Problem('state_conflict')
}
