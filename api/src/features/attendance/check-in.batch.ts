import { type Connection, Types, trusted } from 'mongoose'
import { fact } from '../../audit'
import { Problem } from '../../http/problem'
import { type Enrollment, enrollmentModel, keepEnrollments } from '../classes'
import { type AttendanceMark, type AttendanceSession, markModel, sessionModel } from './attendance.model'
import { type Arrival, judge, type Verdict } from './check-in.rules'

export type Written = {
  readonly mark: AttendanceMark
  readonly session: AttendanceSession
  /** False: a mark stood already, and it is what `mark` holds. */
  readonly isNew: boolean
  /** It was a scan on leaving. */
  readonly isLeaving: boolean
  /** What this arrival would have amounted to. */
  readonly verdict: Verdict
}

type Waiting = { readonly arrival: Arrival; resolve(written: Written): void; reject(error: unknown): void }
type Judged = { readonly waiting: Waiting; readonly session: AttendanceSession; readonly verdict: Verdict }

const BATCH = 100
/** While one batch waits for the disk the next one is read and judged. */
const BATCHES_IN_FLIGHT = 2

/**
 * A hall of hundreds scans within seconds. What arrives while the database is busy is written together: one read of
 * the sessions, one of the enrolments, one insert, for a hundred trainees as for one. Each mark still stands or falls
 * alone by the unique index, and nobody is answered before the mark is stored.
 */
export function createCheckInWriter(db: Connection) {
  const queue: Waiting[] = []
  let inFlight = 0

  function pump() {
    while (inFlight < BATCHES_IN_FLIGHT && queue.length > 0) {
      const batch = queue.splice(0, BATCH)
      inFlight += 1
      writeBatch(db, batch)
        .catch((error: unknown) => {
          for (const waiting of batch) waiting.reject(error)
        })
        .finally(() => {
          inFlight -= 1
          pump()
        })
    }
  }

  return (arrival: Arrival) =>
    new Promise<Written>((resolve, reject) => {
      queue.push({ arrival, resolve, reject })
      // Requests that were read from the sockets in the same turn go into the same batch.
      if (queue.length === 1) setImmediate(pump)
    })
}

async function writeBatch(db: Connection, batch: readonly Waiting[]) {
  const sessions = await readSessions(db, batch)
  const enrolled = await readEnrolled(db, batch, sessions)
  const judged: Judged[] = []
  for (const waiting of batch) {
    const session = sessions.get(waiting.arrival.sessionId)
    if (!session || !enrolled.has.has(`${session.classId}:${waiting.arrival.traineeId}`)) {
      waiting.reject(new Problem('not_enrolled'))
      continue
    }
    try {
      judged.push({ waiting, session, verdict: judge(session, waiting.arrival) })
    } catch (refusal) {
      waiting.reject(refusal)
    }
  }
  const leaving = judged.filter(({ verdict }) => verdict.onlyLeaves)
  const arriving = leaving.length === 0 ? judged : judged.filter(({ verdict }) => !verdict.onlyLeaves)
  await Promise.all([writeArrivals(db, arriving, enrolled), findLeavers(db, leaving)])
}

async function writeArrivals(db: Connection, judged: readonly Judged[], enrolled: Enrolled) {
  if (judged.length === 0) return
  const keeping = [...enrolled.unkept].map(([classId, ids]) => keepEnrollments(db, new Types.ObjectId(classId), ids))
  const [written] = await Promise.all([insertMarks(db, judged), ...keeping])
  judged.forEach(({ waiting }, index) => waiting.resolve(written[index] as Written))
}

/** Who scans after the end was there before, or is too late. */
async function findLeavers(db: Connection, judged: readonly Judged[]) {
  if (judged.length === 0) return
  const pairs = judged.map(({ waiting, session }) => pairOf(session, waiting.arrival))
  const standing = await findMarks(db, pairs)
  for (const { waiting, session, verdict } of judged) {
    const mark = standing.get(`${session._id}:${waiting.arrival.traineeId}`)
    if (mark) waiting.resolve({ mark, session, isNew: false, isLeaving: false, verdict })
    else waiting.reject(new Problem('check_in_closed', { extensions: { endedAt: session.endsAt.toISOString() } }))
  }
}

type Pair = Pick<AttendanceMark, 'sessionId' | 'traineeId'>
const pairOf = (session: AttendanceSession, { traineeId }: Arrival): Pair => ({
  sessionId: session._id,
  traineeId: new Types.ObjectId(traineeId),
})

async function findMarks(db: Connection, pairs: readonly Pair[]): Promise<ReadonlyMap<string, AttendanceMark>> {
  const found = await markModel(db)
    .find({ $or: pairs.map(({ sessionId, traineeId }) => ({ sessionId, traineeId })) })
    .lean<AttendanceMark[]>()
  return new Map(found.map((mark) => [`${mark.sessionId}:${mark.traineeId}`, mark]))
}

async function readSessions(db: Connection, batch: readonly Waiting[]) {
  const ids = [...new Set(batch.map(({ arrival }) => arrival.sessionId))]
  const found = await sessionModel(db)
    .find({ _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) })
    .lean<AttendanceSession[]>()
  return new Map(found.map((session) => [String(session._id), session]))
}

/** Who of the batch is enrolled, and whose enrolment does not yet know that it has marks. */
type Enrolled = { readonly has: ReadonlySet<string>; readonly unkept: ReadonlyMap<string, readonly Types.ObjectId[]> }

async function readEnrolled(
  db: Connection,
  batch: readonly Waiting[],
  sessions: ReadonlyMap<string, AttendanceSession>,
): Promise<Enrolled> {
  const traineesByClass = new Map<string, Set<string>>()
  for (const { arrival } of batch) {
    const session = sessions.get(arrival.sessionId)
    if (!session) continue
    const classId = String(session.classId)
    const trainees = traineesByClass.get(classId) ?? new Set()
    traineesByClass.set(classId, trainees.add(arrival.traineeId))
  }
  const has = new Set<string>()
  const unkept = new Map<string, Types.ObjectId[]>()
  for (const [classId, traineeIds] of traineesByClass) {
    const found = await enrollmentModel(db)
      .collection.find<Pick<Enrollment, 'traineeId' | 'hasMarks'>>(
        {
          classId: new Types.ObjectId(classId),
          traineeId: { $in: [...traineeIds].map((id) => new Types.ObjectId(id)) },
        },
        { projection: { _id: 0, traineeId: 1, hasMarks: 1 }, batchSize: BATCH + 1 },
      )
      .toArray()
    for (const { traineeId } of found) has.add(`${classId}:${traineeId}`)
    const fresh = found.filter(({ hasMarks }) => !hasMarks).map(({ traineeId }) => traineeId)
    if (fresh.length > 0) unkept.set(classId, fresh)
  }
  return { has, unkept }
}

async function insertMarks(db: Connection, judged: readonly Judged[]): Promise<readonly Written[]> {
  const marks = judged.map(({ waiting, session, verdict }) => newMark(session, waiting.arrival, verdict))
  const refused = await insertUnordered(db, marks)
  const pairs = [...refused].map((index) => marks[index]).filter((mark) => mark !== undefined)
  const standing: ReadonlyMap<string, AttendanceMark> = pairs.length > 0 ? await findMarks(db, pairs) : new Map()
  return judged.map(({ session, verdict }, index) => {
    const fresh = marks[index] as AttendanceMark
    if (!refused.has(index)) return { mark: fresh, session, isNew: true, isLeaving: false, verdict }
    const mark = standing.get(`${fresh.sessionId}:${fresh.traineeId}`)
    if (!mark) throw new Error('a mark was refused as a duplicate but does not stand')
    return { mark, session, isNew: false, isLeaving: false, verdict }
  })
}

/** Inserts what can be inserted; answers the indexes of those whose trainee was marked before. */
async function insertUnordered(db: Connection, marks: readonly AttendanceMark[]): Promise<ReadonlySet<number>> {
  try {
    await markModel(db).collection.insertMany([...marks], { ordered: false })
    return new Set()
  } catch (error) {
    const errors = writeErrors(error)
    if (!errors || errors.some(({ code }) => code !== 11000)) throw error
    return new Set(errors.map(({ index }) => index))
  }
}

function writeErrors(error: unknown): readonly { code: number; index: number }[] | null {
  if (typeof error !== 'object' || error === null || !('writeErrors' in error)) return null
  const { writeErrors: list } = error
  return (Array.isArray(list) ? list : [list]) as readonly { code: number; index: number }[]
}

function newMark(session: AttendanceSession, arrival: Arrival, verdict: Verdict): AttendanceMark {
  const _id = new Types.ObjectId()
  const at = new Date(arrival.receivedAt)
  return {
    _id,
    sessionId: session._id,
    classId: session.classId,
    traineeId: new Types.ObjectId(arrival.traineeId),
    organizationId: session.organizationId,
    state: verdict.state,
    source: arrival.source,
    markedAt: new Date(arrival.at),
    receivedAt: at,
    leftAt: null,
    device: arrival.device,
    flags: verdict.flags,
    decision: verdict.decision,
    proposedState: verdict.proposedState,
    reason: null,
    version: 1,
    facts: [
      fact(
        { actor: { accountId: arrival.accountId, organizationId: null }, at, requestId: arrival.requestId },
        {
          what: verdict.decision === 'pending' ? 'LateScanReceived' : 'AttendanceMarked',
          subject: { kind: 'attendanceMark', id: String(_id) },
          organizationId: String(session.organizationId),
          to: verdict.state,
          details: { sessionId: String(session._id), traineeId: arrival.traineeId, source: arrival.source },
        },
      ),
    ],
    hasUnsealedFacts: true,
  }
}
