import { LEAVE_LIFECYCLE, type LeaveDecision } from '@jijiao/shared/leave-requests'
import { type ClientSession, type QueryFilter, Types, trusted } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { minuteInChina, type Notice, notify } from '../../outbox'
import { type AttendanceSession, markLeave, namedByClass, sessionModel } from '../attendance'
import { enrollmentModel, touchOpenClass } from '../classes'
import { type LeaveRequest, leaveRequestModel } from './leave-request.model'

type Asked = { readonly traineeId: string; readonly sessionIds: readonly string[]; readonly reason: string }

/** Asks for leave from each of the roll calls, which must be planned and still to come. */
export async function askForLeave(deps: Deps, of: Circumstances, given: Asked): Promise<LeaveRequest[]> {
  const traineeId = new Types.ObjectId(given.traineeId)
  try {
    return await inTransaction(deps.db, async (transaction) => {
      const sessions = await findMySessions(deps, traineeId, given.sessionIds, transaction)
      const isTooLate = ({ state, startsAt }: AttendanceSession) => state !== 'planned' || startsAt <= of.at
      if (sessions.some(isTooLate)) throw new Problem('leave_too_late')
      const classIds = new Map(sessions.map(({ classId }) => [String(classId), classId]))
      for (const classId of classIds.values()) await touchOpenClass(deps, classId, transaction)
      const requests = sessions.map((session) => newRequest(of, session, { traineeId, reason: given.reason }))
      await leaveRequestModel(deps.db).insertMany(requests, { session: transaction })
      const facts = requests.map((request) => leaveFact(of, 'LeaveRequested', request, null))
      await recordFacts(deps.db, facts, transaction)
      return requests
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('leave_exists')
    throw error
  }
}

/** In the order of their start; `not_found` unless the trainee is in the class of each. */
async function findMySessions(
  deps: Deps,
  traineeId: Types.ObjectId,
  sessionIds: readonly string[],
  transaction: ClientSession,
): Promise<AttendanceSession[]> {
  const sessions = await sessionModel(deps.db)
    .find({ _id: trusted({ $in: sessionIds.map((id) => new Types.ObjectId(id)) }) }, null, { session: transaction })
    .sort({ startsAt: 1, _id: 1 })
    .lean<AttendanceSession[]>()
  const classIds = sessions.map(({ classId }) => classId)
  const enrolled = await enrollmentModel(deps.db)
    .find({ traineeId, classId: trusted({ $in: classIds }) }, { classId: 1 }, { session: transaction })
    .lean()
  const mine = new Set(enrolled.map(({ classId }) => String(classId)))
  const isMine = sessions.length === sessionIds.length && classIds.every((classId) => mine.has(String(classId)))
  if (!isMine) throw new Problem('not_found')
  return namedByClass(deps, sessions, transaction)
}

type Owned = { readonly leaveRequestId: string; readonly traineeId: string }

export async function withdrawLeave(deps: Deps, of: Circumstances, given: Owned): Promise<LeaveRequest> {
  const owned = { _id: given.leaveRequestId, traineeId: given.traineeId }
  const { from, to } = LEAVE_LIFECYCLE.withdraw
  return inTransaction(deps.db, async (transaction) => {
    const withdrawn = await leaveRequestModel(deps.db)
      .findOneAndUpdate(
        { ...owned, state: trusted({ $in: [...from] }) },
        { $set: { state: to }, $unset: { isStanding: 1 }, $inc: { version: 1 } },
        { returnDocument: 'after', session: transaction },
      )
      .lean<LeaveRequest | null>()
    if (!withdrawn) throw new Problem(await whyNot(deps, owned, transaction))
    await recordFacts(deps.db, [leaveFact(of, 'LeaveWithdrawn', withdrawn, 'pending')], transaction)
    return withdrawn
  })
}

type Decided = {
  readonly leaveRequestId: string
  readonly organizationId: string
  readonly decision: LeaveDecision
  readonly reason: string | null
}

/** Of two who decide at once, or of one and the trainee who withdraws, the first is heard. */
export async function decideLeave(deps: Deps, of: Circumstances, given: Decided): Promise<LeaveRequest> {
  const { from, to } = LEAVE_LIFECYCLE[given.decision]
  const visible = { _id: given.leaveRequestId, organizationId: given.organizationId }
  return inTransaction(deps.db, async (transaction) => {
    const decided = await leaveRequestModel(deps.db)
      .findOneAndUpdate(
        { ...visible, state: trusted({ $in: [...from] }) },
        {
          $set: { state: to, decidedAt: of.at, decisionReason: given.reason },
          ...(given.decision === 'refuse' && { $unset: { isStanding: 1 } }),
          $inc: { version: 1 },
        },
        { returnDocument: 'after', session: transaction },
      )
      .lean<LeaveRequest | null>()
    if (!decided) throw new Problem(await whyNot(deps, visible, transaction))
    await touchOpenClass(deps, decided.classId, transaction)
    if (given.decision === 'approve') await grantLeave(deps, of, decided, transaction)
    const what = given.decision === 'approve' ? 'LeaveApproved' : 'LeaveRefused'
    await recordFacts(deps.db, [leaveFact(of, what, decided, 'pending')], transaction)
    await notify(deps, of, [decisionNotice(decided)], transaction)
    return decided
  })
}

function decisionNotice({ traineeId, classId, className, startsAt, ...request }: LeaveRequest): Notice {
  const to = { traineeId: String(traineeId), link: { page: 'class', params: { classId: String(classId) } } as const }
  const sessionTime = minuteInChina(startsAt)
  return request.state === 'approved'
    ? { ...to, kind: 'leaveApproved', data: { className, sessionTime } }
    : { ...to, kind: 'leaveRefused', data: { className, sessionTime, reason: request.decisionReason } }
}

async function grantLeave(deps: Deps, of: Circumstances, request: LeaveRequest, transaction: ClientSession) {
  const session = await sessionModel(deps.db)
    .findById(request.sessionId, null, { session: transaction })
    .orFail()
    .lean<AttendanceSession>()
  await markLeave(deps, of, { session, traineeId: request.traineeId, reason: request.reason }, transaction)
}

/** What was asked of roll calls that are cancelled, in the transaction that cancels them. */
export async function lapseLeave(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  sessionIds: readonly Types.ObjectId[],
  transaction: ClientSession,
): Promise<void> {
  if (sessionIds.length === 0) return
  await lapse(deps, of, { sessionId: trusted({ $in: [...sessionIds] }), isStanding: true }, transaction)
}

/** What nobody has decided when the class ends. */
export const lapsePendingLeave = (
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  classId: Types.ObjectId,
  transaction: ClientSession,
): Promise<void> => lapse(deps, of, { classId, state: 'pending' }, transaction)

async function lapse(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  filter: QueryFilter<LeaveRequest>,
  transaction: ClientSession,
): Promise<void> {
  const { to } = LEAVE_LIFECYCLE.lapse
  const standing = await leaveRequestModel(deps.db).find(filter, null, { session: transaction }).lean<LeaveRequest[]>()
  if (standing.length === 0) return
  await leaveRequestModel(deps.db).updateMany(
    { _id: trusted({ $in: standing.map(({ _id }) => _id) }), isStanding: true },
    { $set: { state: to }, $unset: { isStanding: 1 }, $inc: { version: 1 } },
    { session: transaction },
  )
  const facts = standing.map((request) => leaveFact(of, 'LeaveLapsed', { ...request, state: to }, request.state))
  await recordFacts(deps.db, facts, transaction)
}

async function whyNot(deps: Deps, visible: { readonly _id: string }, transaction: ClientSession) {
  const exists = await leaveRequestModel(deps.db).exists(visible).session(transaction)
  return exists ? 'leave_decided' : 'not_found'
}

const newRequest = (
  of: Circumstances,
  session: AttendanceSession,
  given: Pick<LeaveRequest, 'traineeId' | 'reason'>,
): LeaveRequest => ({
  _id: new Types.ObjectId(),
  sessionId: session._id,
  classId: session.classId,
  organizationId: session.organizationId,
  ...given,
  className: session.className,
  startsAt: session.startsAt,
  endsAt: session.endsAt,
  state: 'pending',
  isStanding: true,
  askedAt: of.at,
  decidedAt: null,
  decisionReason: null,
  version: 1,
})

const leaveFact = (of: Circumstances, what: Fact['what'], request: LeaveRequest, from: string | null) =>
  fact(of, {
    what,
    subject: { kind: 'leaveRequest', id: String(request._id) },
    organizationId: String(request.organizationId),
    from,
    to: request.state,
    reason: request.decisionReason,
    details: {
      classId: String(request.classId),
      sessionId: String(request.sessionId),
      traineeId: String(request.traineeId),
    },
  })
