import { createHash } from 'node:crypto'
import { codeFromText, LEAVING_AFTER_MINUTES, TRIES_PER_SLOT } from '@jijiao/shared/attendance'
import type { attendanceContract } from '@jijiao/shared/attendance/contract'
import { type Fact, fact } from '../../audit'
import { isDuplicateKey } from '../../db/transaction'
import { waitingWrites } from '../../db/waiting-writes'
import type { Deps } from '../../deps'
import type { Call } from '../../http/call'
import { Problem, tooManyRequests } from '../../http/problem'
import { traineeIdOf } from '../affiliations'
import { type AttendanceMark, type AttendanceSession, digitTryModel, markModel, sessionModel } from './attendance.model'
import { presentCheckIn } from './attendance.presenter'
import type { createCheckInWriter, Written } from './check-in.batch'
import type { Arrival } from './check-in.rules'
import { type CheckInCodes, isCurrentSlot, slotAt, slotEnd, slotStart } from './code'
import { settleStanding } from './standing-mark'

type CheckInCall = Call<typeof attendanceContract.checkIn>
type Writer = ReturnType<typeof createCheckInWriter>

/** The whole check-in: the code (CPU only), then one batched read and write; the answer is the mark as stored. */
export async function checkIn(deps: Deps, codes: CheckInCodes, write: Writer, call: CheckInCall) {
  try {
    const arrival = await readArrival(deps, codes, call)
    const written = await write(arrival)
    const settled = written.isNew
      ? written
      : await settleStanding(deps, written.mark, (mark) => trySettling(deps, arrival, { ...written, mark }))
    deps.metrics.countCheckIn(settled.isNew ? 'marked' : 'repeated')
    return presentCheckIn(settled)
  } catch (error) {
    deps.metrics.countCheckIn(error instanceof Problem ? error.code : 'failed')
    throw error
  }
}

async function readArrival(deps: Deps, codes: CheckInCodes, call: CheckInCall): Promise<Arrival> {
  const { actor, body, request } = call
  const traineeId = await traineeIdOf(deps, actor)
  if (!traineeId) throw new Problem('not_enrolled')
  const arrival = {
    traineeId,
    accountId: actor.accountId,
    receivedAt: request.receivedAt,
    at: request.receivedAt,
    device: request.deviceKey && createHash('sha256').update(request.deviceKey).digest('base64url'),
    position: body.position,
    requestId: request.id,
  }
  if (body.by === 'digits') {
    await assertDigits(deps, codes, { accountId: actor.accountId, now: request.receivedAt, ...body })
    return { ...arrival, sessionId: body.sessionId, source: 'digits' }
  }
  const text = codeFromText(body.code)
  const read = text && codes.read(text)
  if (!read) throw new Problem('code_invalid')
  const { sessionId, slot } = read
  if (slot > slotAt(request.receivedAt) + 1) throw new Problem('code_invalid')
  if (isCurrentSlot(slot, request.receivedAt)) return { ...arrival, sessionId, source: 'scan' }
  if (!body.isKept) throw new Problem('code_expired')
  return { ...arrival, sessionId, source: 'kept', at: slotStart(slot) }
}

type DigitsTry = { accountId: string; sessionId: string; digits: string; now: number }

/** Counted before they are compared, so that tries side by side count too. */
async function assertDigits(deps: Deps, codes: CheckInCodes, given: DigitsTry) {
  const slot = slotAt(given.now)
  const tries = await countTry(deps, `${given.sessionId}:${given.accountId}:${slot}`, new Date(slotEnd(slot)))
  if (tries > TRIES_PER_SLOT) throw tooManyRequests((slotEnd(slot) - given.now) / 1_000, 'too_many_tries')
  if (codes.matchDigits(given.sessionId, given.digits, given.now)) return
  await waitingWrites(() =>
    sessionModel(deps.db).updateOne({ _id: given.sessionId, state: 'open' }, { $inc: { wrongDigits: 1 } }),
  )
  throw new Problem('digits_wrong', {
    errors: [{ pointer: '#/digits', detail: `还可以再试 ${TRIES_PER_SLOT - tries} 次` }],
  })
}

async function countTry(deps: Deps, _id: string, expiresAt: Date): Promise<number> {
  const count = () =>
    digitTryModel(deps.db)
      .findOneAndUpdate(
        { _id },
        { $inc: { count: 1 }, $setOnInsert: { expiresAt } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean()
  try {
    return (await count())?.count ?? 1
  } catch (error) {
    // Two first tries at once: the one whose insert lost finds the other's document now.
    if (!isDuplicateKey(error)) throw error
    return (await count())?.count ?? 1
  }
}

/**
 * A mark stands already. By a scan: this one repeats it. By the operator's hand as leave or absence: the arrival is
 * noted as evidence and the operator decides. A late scan that still waits for a decision is overtaken by a scan in
 * the hall, and so is a leave that was asked for by somebody who comes after all. `null`: the mark has changed since
 * it was read.
 */
async function trySettling(deps: Deps, arrival: Arrival, written: Written): Promise<Written | null> {
  const { mark, session } = written
  const isPresent = mark.state === 'present' || mark.state === 'late'
  if (isPresent && session.scanOut) return noteLeaving(deps, arrival, written)
  if (isPresent || arrival.source === 'kept') return written
  if (written.verdict.onlyLeaves) throw new Problem('check_in_closed')
  if (mark.decision === 'pending' || mark.source === 'leaveRequest') return overtakeLateScan(deps, arrival, written)
  if (!mark.flags.includes('scannedAfterManual') && !(await noteScan(deps, arrival, mark, session))) return null
  throw new Problem('already_marked', { extensions: { markedAt: mark.markedAt.toISOString(), state: mark.state } })
}

async function overtakeLateScan(deps: Deps, arrival: Arrival, written: Written): Promise<Written | null> {
  const { mark, session, verdict } = written
  const updated = await markModel(deps.db)
    .findOneAndUpdate(
      { _id: mark._id, version: mark.version },
      {
        $set: {
          state: verdict.state,
          source: arrival.source,
          markedAt: new Date(arrival.at),
          receivedAt: new Date(arrival.receivedAt),
          device: arrival.device,
          flags: verdict.flags,
          decision: null,
          proposedState: null,
          hasUnsealedFacts: true,
        },
        $inc: { version: 1 },
        $push: { facts: arrivalFact(arrival, mark, session, verdict.state) },
      },
      { returnDocument: 'after' },
    )
    .lean<AttendanceMark | null>()
  return updated && { ...written, mark: updated, isNew: true }
}

/** Of several scans on leaving the latest counts; one right after the arrival is a repetition of it. */
async function noteLeaving(deps: Deps, arrival: Arrival, written: Written): Promise<Written | null> {
  const { mark, session, verdict } = written
  const leftAt = new Date(arrival.at)
  const isTooSoon = arrival.at < mark.markedAt.getTime() + LEAVING_AFTER_MINUTES * 60_000
  if (isTooSoon || (mark.leftAt && mark.leftAt >= leftAt)) return written
  const flags = verdict.flags.filter((flag) => !mark.flags.includes(flag))
  const updated = await markModel(deps.db)
    .findOneAndUpdate(
      { _id: mark._id, version: mark.version },
      {
        $set: { leftAt, hasUnsealedFacts: true },
        $inc: { version: 1 },
        $push: { facts: leavingFact(arrival, mark, session), flags: { $each: flags } },
      },
      { returnDocument: 'after' },
    )
    .lean<AttendanceMark | null>()
  return updated && { ...written, mark: updated, isNew: true, isLeaving: true }
}

async function noteScan(
  deps: Deps,
  arrival: Arrival,
  mark: AttendanceMark,
  session: AttendanceSession,
): Promise<boolean> {
  const noted = await markModel(deps.db).updateOne(
    { _id: mark._id, version: mark.version },
    {
      $push: { flags: 'scannedAfterManual', facts: arrivalFact(arrival, mark, session, mark.state) },
      $set: { hasUnsealedFacts: true },
      $inc: { version: 1 },
    },
  )
  return noted.matchedCount > 0
}

const leavingFact = (arrival: Arrival, mark: AttendanceMark, session: AttendanceSession): Fact => ({
  ...arrivalFact(arrival, mark, session, mark.state),
  what: 'LeavingScanned',
})

const arrivalFact = (arrival: Arrival, mark: AttendanceMark, session: AttendanceSession, to: string) =>
  fact(
    {
      actor: { accountId: arrival.accountId, organizationId: null },
      at: new Date(arrival.receivedAt),
      requestId: arrival.requestId,
    },
    {
      what: 'AttendanceMarked',
      subject: { kind: 'attendanceMark', id: String(mark._id) },
      organizationId: String(session.organizationId),
      from: mark.state,
      to,
      details: { sessionId: String(session._id), traineeId: arrival.traineeId, source: arrival.source },
    },
  )
