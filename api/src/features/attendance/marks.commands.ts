import type { MarkOutcome, MarkState } from '@jijiao/shared/attendance'
import { PROBLEMS, type ProblemCode } from '@jijiao/shared/http'
import { Types } from 'mongoose'
import { type Circumstances, type Fact, fact } from '../../audit'
import { isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { keepEnrollments } from '../classes'
import { type AttendanceMark, type AttendanceSession, markModel } from './attendance.model'
import { presentMark } from './attendance.presenter'

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
      ? createMark(deps, of, session, traineeId, state, reason)
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
  return changeMark(deps, standing, {
    set: { state: given.state, source: 'manual', leftAt: null, reason, decision, proposedState: null },
    fact: markFact(of, session, standing, 'MarkCorrected', standing.state, given.state, reason),
  })
}

/** The operator's word on scans that arrived later than the session allows. */
export async function decideLateScans(
  deps: Deps,
  of: Circumstances,
  session: AttendanceSession,
  given: { readonly traineeIds: readonly string[]; readonly decision: 'accept' | 'refuse'; readonly reason: string },
): Promise<MarkOutcome[]> {
  const rows = given.traineeIds.map((traineeId) => ({ traineeId }))
  return eachRow(rows, async ({ traineeId }) => {
    const standing = await standingMark(deps, session, traineeId)
    if (standing.decision !== 'pending' || !standing.proposedState) throw new Problem('state_conflict')
    const state = given.decision === 'accept' ? standing.proposedState : standing.state
    return changeMark(deps, standing, {
      set: {
        state,
        decision: given.decision === 'accept' ? 'accepted' : 'refused',
        proposedState: null,
        reason: given.reason,
      },
      fact: markFact(of, session, standing, 'LateScanDecided', standing.state, state, given.reason),
    })
  })
}

async function standingMark(deps: Deps, session: AttendanceSession, traineeId: string): Promise<AttendanceMark> {
  const mark = await markModel(deps.db).findOne({ sessionId: session._id, traineeId }).lean<AttendanceMark>()
  if (!mark) throw new Problem('not_found')
  return mark
}

async function changeMark(
  deps: Deps,
  standing: AttendanceMark,
  change: { readonly set: Partial<AttendanceMark>; readonly fact: Fact },
): Promise<AttendanceMark> {
  const changed = await markModel(deps.db)
    .findOneAndUpdate(
      { _id: standing._id, version: standing.version },
      { $set: { ...change.set, hasUnsealedFacts: true }, $inc: { version: 1 }, $push: { facts: change.fact } },
      { returnDocument: 'after' },
    )
    .lean<AttendanceMark>()
  if (!changed) throw new Problem('state_conflict')
  return changed
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
  session: AttendanceSession,
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
