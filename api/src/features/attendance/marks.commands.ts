import type { MarkOutcome, MarkState } from '@jijiao/shared/attendance'
import { PROBLEMS, type ProblemCode } from '@jijiao/shared/http'
import { type ClientSession, Types } from 'mongoose'
import { type Circumstances, type Fact, fact } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import { waitingWrites } from '../../db/waiting-writes'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Notice, notify } from '../../outbox'
import { classModel, keepEnrollments } from '../classes'
import { type AttendanceMark, type AttendanceSession, markModel } from './attendance.model'
import { presentMark } from './attendance.presenter'
import { correctionNotices, lateScanNotice } from './notices'

export type ManualMark = { readonly traineeId: string; readonly state: MarkState; readonly version: number }

/**
 * Marks by hand, each for itself: a row that lost a race or lacks a reason is refused and the others stand. `version`
 * is what the operator saw, so that a scan that arrived meanwhile is not overwritten unseen.
 */
export async function markManually(
  deps: Deps,
  of: Circumstances,
  session: AttendanceSession,
  marks: readonly ManualMark[],
  reason: string | null,
): Promise<MarkOutcome[]> {
  return eachRow(marks, ({ traineeId, state, version }) =>
    version === 0
      ? waitingWrites(createMark, deps, of, session, traineeId, state, reason)
      : correctMark(deps, of, session, { traineeId, state, version }, reason),
  )
}

async function createMark(
  deps: Deps,
  of: Circumstances,
  session: AttendanceSession,
  traineeId: string,
  state: MarkState,
  reason: string | null,
): Promise<AttendanceMark> {
  const trainee = new Types.ObjectId(traineeId)
  const isEnrolled = await keepEnrollments(deps.db, session.classId, [trainee])
  if (!isEnrolled) throw new Problem('not_enrolled')
  const mark = markByHand(of, session, { traineeId: trainee, state, source: 'manual', reason })
  try {
    await markModel(deps.db).collection.insertOne(mark)
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('state_conflict')
    throw error
  }
  return mark
}

type ByHand = Pick<AttendanceMark, 'traineeId' | 'state' | 'source' | 'reason'>

export function markByHand(of: Circumstances, session: AttendanceSession, given: ByHand): AttendanceMark {
  const _id = new Types.ObjectId()
  const { traineeId, state, reason } = given
  return {
    _id,
    sessionId: session._id,
    classId: session.classId,
    organizationId: session.organizationId,
    ...given,
    markedAt: of.at,
    receivedAt: of.at,
    leftAt: null,
    device: null,
    flags: [],
    decision: null,
    proposedState: null,
    version: 1,
    facts: [markFact(of, session, { _id, traineeId }, 'AttendanceMarked', null, state, reason)],
    hasUnsealedFacts: true,
  }
}

async function correctMark(
  deps: Deps,
  of: Circumstances,
  session: AttendanceSession,
  given: ManualMark,
  reason: string | null,
): Promise<AttendanceMark> {
  if (!reason) throw new Problem('reason_required')
  const standing = await standingMark(deps, session, given.traineeId)
  if (standing.version !== given.version) throw new Problem('state_conflict')
  const decision = standing.decision === 'pending' ? 'refused' : standing.decision
  return changeMark(deps, of, standing, {
    set: { state: given.state, source: 'manual', leftAt: null, reason, decision, proposedState: null },
    fact: markFact(of, session, standing, 'MarkCorrected', standing.state, given.state, reason),
    notices: correctionNotices(session, standing, { state: given.state, reason }),
  })
}

/** The operator's word on scans that arrived later than the session allows. */
export const decideLateScans = (
  deps: Deps,
  of: Circumstances,
  session: AttendanceSession,
  given: { readonly traineeIds: readonly string[]; readonly decision: 'accept' | 'refuse'; readonly reason: string },
): Promise<MarkOutcome[]> =>
  eachRow(
    given.traineeIds.map((traineeId) => ({ traineeId })),
    ({ traineeId }) =>
      decideLateScan(deps, of, session, {
        traineeId,
        isAccepted: given.decision === 'accept',
        reason: given.reason,
      }),
  )

type LateScanDecision = { readonly traineeId: string; readonly isAccepted: boolean; readonly reason: string | null }

export async function decideLateScan(
  deps: Deps,
  of: Circumstances,
  session: AttendanceSession,
  { traineeId, isAccepted, reason }: LateScanDecision,
): Promise<AttendanceMark> {
  const standing = await standingMark(deps, session, traineeId)
  if (standing.decision !== 'pending' || !standing.proposedState) throw new Problem('state_conflict')
  const state = isAccepted ? standing.proposedState : standing.state
  return changeMark(deps, of, standing, {
    set: { state, decision: isAccepted ? 'accepted' : 'refused', proposedState: null, reason },
    fact: markFact(of, session, standing, 'LateScanDecided', standing.state, state, reason),
    notices: [lateScanNotice(session, standing, { state, isAccepted, reason })],
  })
}

/** Of roll calls that come to nothing, in the transaction that says so: nobody has to decide about them any more. */
export async function refuseLateScans(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  {
    classId,
    organizationId,
    reason,
  }: Pick<AttendanceSession, 'classId' | 'organizationId'> & { readonly reason: string | null },
  transaction: ClientSession,
): Promise<void> {
  const Marks = markModel(deps.db)
  const undecided = await Marks.find({ organizationId, decision: 'pending', classId }, null, {
    session: transaction,
  }).lean<AttendanceMark[]>()
  if (undecided.length === 0) return
  await Marks.bulkWrite(
    undecided.map((mark) => ({
      updateOne: {
        filter: { _id: mark._id, version: mark.version },
        update: {
          $set: { decision: 'refused' as const, proposedState: null, reason, hasUnsealedFacts: true as const },
          $push: {
            facts: markFact(
              of,
              { _id: mark.sessionId, organizationId },
              mark,
              'LateScanDecided',
              mark.state,
              mark.state,
              reason,
            ),
          },
          $inc: { version: 1 },
        },
      },
    })),
    { session: transaction },
  )
}

/** Marks are corrected while the class is open, also after the roll call was closed; never after the class was. */
export async function assertTakesMarks(deps: Pick<Deps, 'db'>, session: AttendanceSession): Promise<void> {
  if (session.state === 'planned') throw new Problem('roll_call_not_open')
  if (session.state === 'cancelled') throw new Problem('check_in_closed')
  if (!(await classModel(deps.db).exists({ _id: session.classId, state: 'open' }))) throw new Problem('class_not_open')
}

async function standingMark(deps: Deps, session: AttendanceSession, traineeId: string): Promise<AttendanceMark> {
  const mark = await markModel(deps.db).findOne({ sessionId: session._id, traineeId }).lean<AttendanceMark>()
  if (!mark) throw new Problem('not_found')
  return mark
}

type Change = {
  readonly set: Partial<AttendanceMark>
  readonly fact: Fact
  /** What the trainee is told of it. */
  readonly notices: readonly Notice[]
}

async function changeMark(
  deps: Deps,
  of: Circumstances,
  standing: AttendanceMark,
  { set, fact: changing, notices }: Change,
): Promise<AttendanceMark> {
  return inTransaction(deps.db, async (transaction) => {
    const changed = await markModel(deps.db)
      .findOneAndUpdate(
        { _id: standing._id, version: standing.version },
        { $set: { ...set, hasUnsealedFacts: true }, $inc: { version: 1 }, $push: { facts: changing } },
        { returnDocument: 'after', session: transaction },
      )
      .lean<AttendanceMark>()
    if (!changed) throw new Problem('state_conflict')
    await notify(deps, of, notices, transaction)
    return changed
  })
}

async function eachRow<R extends { readonly traineeId: string }>(
  rows: readonly R[],
  act: (row: R) => Promise<AttendanceMark>,
): Promise<MarkOutcome[]> {
  return Promise.all(
    rows.map(async (row): Promise<MarkOutcome> => {
      try {
        return { traineeId: row.traineeId, outcome: 'done', mark: presentMark(await act(row)) }
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return { traineeId: row.traineeId, outcome: 'refused', problem: rowProblem(error.code) }
      }
    }),
  )
}

const rowProblem = (code: ProblemCode) => ({ code, title: ROW_TITLES[code] ?? PROBLEMS[code].title })

/** The general titles speak to the trainee; here the operator reads them. */
const ROW_TITLES: Partial<Record<ProblemCode, string>> = {
  not_enrolled: '该学员不在培训班名单里',
  state_conflict: '该学员的考勤刚刚有变化，请核对后再登记',
  not_found: '该学员还没有考勤记录',
}

export const markFact = (
  of: Circumstances,
  session: Pick<AttendanceSession, '_id' | 'organizationId'>,
  mark: Pick<AttendanceMark, '_id' | 'traineeId'>,
  what: 'AttendanceMarked' | 'MarkCorrected' | 'LateScanDecided',
  from: string | null,
  to: string,
  reason: string | null,
) =>
  fact(of, {
    what,
    subject: { kind: 'attendanceMark', id: String(mark._id) },
    organizationId: String(session.organizationId),
    from,
    to,
    reason,
    details: { sessionId: String(session._id), traineeId: String(mark.traineeId), source: 'manual' },
  })
