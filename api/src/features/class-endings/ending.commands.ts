import { CLOSING_BLOCKER_LABELS, type ClassOutcome } from '@jijiao/shared/class-endings'
import { type ClientSession, trusted } from 'mongoose'
import type { Circumstances } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { notify } from '../../outbox'
import { endSessions, refuseLateScans, unsealSessions } from '../attendance'
import { enrollmentModel, moveClass, type TrainingClass } from '../classes'
import { revokeClassRecords } from '../credit-records'
import { lapseLeave, lapsePendingLeave } from '../leave-requests'
import { type Awarded, award } from './award'
import { closingNotices, noticesToEnrolled } from './notices'
import { type Settled, type Settlement, settle } from './settlement'

type Ending = { readonly trainingClass: TrainingClass; readonly note: string | null }
type Closed = {
  readonly trainingClass: TrainingClass
  readonly counts: { readonly recognized: number; readonly submitted: number; readonly withoutHours: number }
}

/**
 * Closes a class with all that follows from it in one transaction, so that a crash leaves either the open class or the
 * closed one with its hours, and a second closer finds it closed. The move comes first: whoever works on the open class
 * at the same time waits for it or repeats.
 */
export async function closeClass(deps: Deps, of: Circumstances, { trainingClass, note }: Ending): Promise<Closed> {
  return inTransaction(deps.db, async (session) => {
    const closed = await moveClass(deps, of, { trainingClass, note, action: 'close' }, session)
    const settlement = await settle(deps, closed, session)
    if (settlement.blockers.length > 0) throw notReady(settlement)
    await endRollCalls(deps, of, { trainingClass: closed, note }, session)
    const awarded = await award(deps, of, { trainingClass: closed, rows: settlement.rows }, session)
    await keepOutcomes(deps, { rows: settlement.rows, awarded }, session)
    await notify(deps, of, closingNotices(closed, awarded), session)
    return { trainingClass: closed, counts: countsOf(awarded) }
  })
}

/** A closed class as if it had never been closed: what the closing gave is taken back, and the next one gives it again. */
export async function reopenClass(
  deps: Deps,
  of: Circumstances,
  { trainingClass, reason }: { readonly trainingClass: TrainingClass; readonly reason: string },
): Promise<TrainingClass> {
  const classId = trainingClass._id
  return inTransaction(deps.db, async (session) => {
    const reopened = await moveClass(deps, of, { trainingClass, note: reason, action: 'reopen' }, session)
    await revokeClassRecords(deps, of, { classId, organizationId: reopened.organizationId, reason }, session)
    await unsealSessions(deps, classId, session)
    await enrollmentModel(deps.db).updateMany({ classId }, { $set: { outcome: null } }, { session })
    await notify(deps, of, await noticesToEnrolled(deps, reopened, 'classReopened', session), session)
    return reopened
  })
}

export async function cancelClass(deps: Deps, of: Circumstances, ending: Ending): Promise<TrainingClass> {
  return inTransaction(deps.db, async (session) => {
    const cancelled = await moveClass(deps, of, { ...ending, action: 'cancel' }, session)
    await endRollCalls(deps, of, ending, session)
    const { _id: classId, organizationId, note: reason } = cancelled
    await refuseLateScans(deps, of, { classId, organizationId, reason }, session)
    await notify(deps, of, await noticesToEnrolled(deps, cancelled, 'classCancelled', session), session)
    return cancelled
  })
}

async function endRollCalls(deps: Deps, of: Circumstances, { trainingClass, note }: Ending, session: ClientSession) {
  const classId = trainingClass._id
  const cancelled = await endSessions(deps, of, { classId, reason: note }, session)
  const cancelledIds = cancelled.map(({ _id }) => _id)
  await lapseLeave(deps, of, cancelledIds, session)
  await lapsePendingLeave(deps, of, classId, session)
}

const notReady = ({ blockers }: Settlement) =>
  new Problem('class_not_ready', {
    detail: blockers.map(({ kind }) => CLOSING_BLOCKER_LABELS[kind]).join('；'),
    extensions: { blockers },
  })

type Outcomes = { readonly rows: readonly Settled[]; readonly awarded: ReadonlyMap<string, Awarded> }

/** One update for each kind of outcome, however many trainees there are. */
async function keepOutcomes(deps: Deps, { rows, awarded }: Outcomes, session: ClientSession) {
  const groups = new Map<ClassOutcome, Settled['enrollment']['_id'][]>()
  for (const { enrollment } of rows) {
    const outcome = awarded.get(String(enrollment.traineeId))?.outcome
    if (!outcome) throw new Error(`enrolment ${enrollment._id} has no outcome`)
    const group = groups.get(outcome)
    if (group) group.push(enrollment._id)
    else groups.set(outcome, [enrollment._id])
  }
  for (const [outcome, ids] of groups) {
    await enrollmentModel(deps.db).updateMany({ _id: trusted({ $in: ids }) }, { $set: { outcome } }, { session })
  }
}

function countsOf(awarded: ReadonlyMap<string, Awarded>): Closed['counts'] {
  const counts = { recognized: 0, submitted: 0, withoutHours: 0 }
  for (const { outcome } of awarded.values()) {
    if (outcome === 'recognized' || outcome === 'submitted') counts[outcome] += 1
    else counts.withoutHours += 1
  }
  return counts
}
