import {
  type CodeView,
  checkInLink,
  lastScanAt,
  type ScreenView,
  type SessionView,
  SLOT_SECONDS,
} from '@jijiao/shared/attendance'
import type { attendanceContract } from '@jijiao/shared/attendance/contract'
import type { ClassState } from '@jijiao/shared/classes'
import { circumstances, fact, recordFacts } from '../../audit'
import type { OperatorActor } from '../../auth/actor'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { type Handlers, Versioned } from '../../http/call'
import { Problem } from '../../http/problem'
import { traineeIdOf } from '../affiliations'
import { classModel, findVisibleClass, type TrainingClass } from '../classes'
import { type AttendanceSession, sessionModel } from './attendance.model'
import { assertMayTakeRoll, findVisibleSession } from './attendance.policy'
import { presentSession } from './attendance.presenter'
import { createCheckInWriter } from './check-in.batch'
import { checkIn } from './check-in.command'
import { namedBy, namedByClass } from './class-names'
import { createCheckInCodes, slotAt, slotEnd } from './code'
import { createSharedTally, tally } from './counts'
import { assertTakesMarks, decideLateScans, markManually } from './marks.commands'
import { listMySessions } from './my-sessions'
import { tellPlace } from './place.command'
import { drawQr } from './qr'
import { readRoll } from './roll'
import { pageOfSessions } from './session-pages'
import { moveSession, planSession } from './sessions.commands'

export function attendanceRoutes(deps: Deps): Handlers<typeof attendanceContract> {
  const codes = createCheckInCodes(deps.secrets.checkInKey)
  const write = createCheckInWriter(deps.db)
  const sharedTally = createSharedTally(deps)

  async function present(
    session: AttendanceSession,
    actor: OperatorActor,
    known?: Pick<TrainingClass, 'state'>,
  ): Promise<SessionView> {
    const [{ counts }, classState] = await Promise.all([
      tally(deps, session),
      known?.state ?? classStateOf(deps, session),
    ])
    return presentSession(session, { actor, counts, classState })
  }

  function currentCode(session: AttendanceSession, origin: string, now: number) {
    assertShowsCode(session, now)
    const slot = slotAt(now)
    const sessionId = String(session._id)
    return {
      link: checkInLink(origin, codes.codeOf(sessionId, slot), session.geofence !== null),
      digits: codes.digitsOf(sessionId, slot),
      slotEndsAt: new Date(slotEnd(slot)).toISOString(),
      slotSeconds: SLOT_SECONDS,
      serverNow: new Date(now).toISOString(),
    }
  }

  return {
    async planSession({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayTakeRoll(actor)
      const session = await planSession(deps, circumstances(actor, request), trainingClass, {
        ...body,
        startsAt: new Date(body.startsAt),
        endsAt: new Date(body.endsAt),
        remark: body.remark || null,
      })
      return present(session, actor)
    },
    async listSessions({ params, query, actor }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      const { data, nextCursor } = await pageOfSessions(deps, { classId: trainingClass._id }, query)
      const named = data.map((session) => namedBy(trainingClass, session))
      return { data: await Promise.all(named.map((session) => present(session, actor, trainingClass))), nextCursor }
    },
    async getSession({ params, actor }) {
      const named = await namedByClass(deps, [await findVisibleSession(deps, actor, params.sessionId)])
      const [session] = named
      if (!session) throw new Problem('not_found')
      return present(session, actor)
    },
    async moveSession({ params, body, actor, request }) {
      const session = await findVisibleSession(deps, actor, params.sessionId)
      assertMayTakeRoll(actor)
      const move = { action: body.action, reason: body.reason ?? null }
      return present(await moveSession(deps, circumstances(actor, request), session, move), actor)
    },
    async getCode({ params, actor, request }): Promise<CodeView> {
      const session = await findVisibleSession(deps, actor, params.sessionId)
      assertMayTakeRoll(actor)
      const code = currentCode(session, request.origin, request.receivedAt)
      return { ...code, counts: (await sharedTally(session)).counts }
    },
    async linkScreen({ params, actor, request }) {
      const session = await findVisibleSession(deps, actor, params.sessionId)
      assertMayTakeRoll(actor)
      assertShowsCode(session, request.receivedAt)
      const linked = fact(circumstances(actor, request), {
        what: 'ScreenLinked',
        subject: { kind: 'attendanceSession', id: params.sessionId },
      })
      await inTransaction(deps.db, (transaction) => recordFacts(deps.db, [linked], transaction))
      return { url: `${request.origin}/screen/${params.sessionId}#${codes.screenTokenOf(params.sessionId)}` }
    },
    async getScreen({ params, request }): Promise<ScreenView> {
      if (!codes.isScreenToken(params.sessionId, params.screenToken)) throw new Problem('screen_ended')
      const session = await sessionModel(deps.db).findById(params.sessionId).lean<AttendanceSession>()
      if (!session || !showsCode(session, request.receivedAt)) throw new Problem('screen_ended')
      const { counts } = await sharedTally(session)
      const code = currentCode(session, request.origin, request.receivedAt)
      return {
        ...code,
        svg: await drawQr(code.link),
        className: session.className,
        place: session.place,
        remark: session.remark,
        startsAt: session.startsAt.toISOString(),
        endsAt: session.endsAt.toISOString(),
        lateAfterMinutes: session.lateAfterMinutes,
        arrived: counts.present + counts.late,
        expected: counts.expected,
      }
    },
    async getRoll({ params, query, actor }) {
      const session = await findVisibleSession(deps, actor, params.sessionId)
      const { counts, version } = await tally(deps, session)
      const page = `${query.show}.${query.limit}.${query.cursor ?? ''}`
      return new Versioned(`${version}.${page}`, async () => ({ ...(await readRoll(deps, session, query)), counts }))
    },
    async mark({ params, body, actor, request }) {
      const session = await findVisibleSession(deps, actor, params.sessionId)
      assertMayTakeRoll(actor)
      await assertTakesMarks(deps, session)
      const of = circumstances(actor, request)
      return { data: await markManually(deps, of, session, body.marks, body.reason ?? null) }
    },
    async decideLateScans({ params, body, actor, request }) {
      const session = await findVisibleSession(deps, actor, params.sessionId)
      assertMayTakeRoll(actor)
      await assertTakesMarks(deps, session)
      return { data: await decideLateScans(deps, circumstances(actor, request), session, body) }
    },
    checkIn: (call) => checkIn(deps, codes, write, call),
    tellPlace: (call) => tellPlace(deps, call),
    async listMySessions({ query, actor }) {
      const traineeId = await traineeIdOf(deps, actor)
      return traineeId ? listMySessions(deps, traineeId, query) : { data: [], nextCursor: null }
    },
  }
}

const showsCode = (session: AttendanceSession, now: number) => session.state === 'open' && now <= lastScanAt(session)

function assertShowsCode(session: AttendanceSession, now: number) {
  if (session.state === 'planned') throw new Problem('roll_call_not_open')
  if (!showsCode(session, now)) throw new Problem('check_in_closed')
}

async function classStateOf(deps: Deps, { classId }: AttendanceSession): Promise<ClassState> {
  const found = await classModel(deps.db).findById(classId, { state: 1 }).orFail().lean<Pick<TrainingClass, 'state'>>()
  return found.state
}
