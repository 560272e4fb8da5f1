import { CLASS_STATES, type ClassAction, type ClassState, mayMoveClass } from '@jijiao/shared/classes'
import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { openRollCall, scan } from '../../../../test/support/attendance'
import { aClass, addConfirmedTrainees, addOpenClass, type TestTrainee } from '../../../../test/support/classes'
import { enterResults } from '../../../../test/support/closing'
import { factNamesAbout } from '../../../../test/support/facts'
import { lasting } from '../../../../test/support/lasting'
import { actFor, createUnitWithOperator, registerPerson, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { sessionModel } from '../attendance'
import { type ClassPlan, classModel, enrollmentModel } from '../classes'
import { sumsByTrainee } from '../credit-records'

let api: TestApi
let unit: TestUnit
let operator: ReturnType<TestApi['as']>
let token: string
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  const made = await createUnitWithOperator(api)
  unit = made.unit
  token = made.token
  operator = api.as(token)
})

const HOUR = 3_600_000
type Trainees = [TestTrainee, TestTrainee, ...TestTrainee[]]

async function aRunningClass(size = 2, overrides: Partial<ClassPlan> = {}) {
  const trainees = (await addConfirmedTrainees(api, unit, size)) as Trainees
  const classId = String((await addOpenClass(api, unit, trainees, overrides))._id)
  return { trainees, classId, params: { classId } }
}
const close = (classId: string) => operator.classEndings.close({ params: { classId }, body: { note: '按期结班' } })
const preview = (classId: string, query: object = {}) => operator.classEndings.preview({ params: { classId }, query })
const hoursOf = async (classId: string, trainees: readonly TestTrainee[]) => {
  const { endsOn } = await operator.classes.get({ params: { classId } })
  const ids = trainees.map(({ traineeId }) => traineeId)
  const sums = await sumsByTrainee(api.app.deps, { traineeIds: ids, year: Number(endsOn.slice(0, 4)) })
  return trainees.map(({ traineeId }) => sums.get(traineeId)?.professional.recognizedTenths ?? 0)
}
/** A roll call of three hours that is held and closed; marks by trainee. */
async function hold(classId: string, trainees: readonly TestTrainee[], marks: readonly ('present' | 'absent')[]) {
  const times = {
    startsAt: new Date(api.clock.now()).toISOString(),
    endsAt: new Date(api.clock.now() + 3 * HOUR).toISOString(),
  }
  const { id: sessionId } = await operator.attendance.planSession({ params: { classId }, body: times })
  await operator.attendance.moveSession({ params: { sessionId }, body: { action: 'open' } })
  const rows = marks.map((state, index) => ({ traineeId: trainees[index]?.traineeId ?? '', state, version: 0 }))
  await operator.attendance.mark({ params: { sessionId }, body: { marks: rows } })
  await operator.attendance.moveSession({ params: { sessionId }, body: { action: 'close' } })
  return sessionId
}

describe('closing a class', () => {
  it('gives its hours to those who passed, as the preview said', async () => {
    const { trainees, classId, params } = await aRunningClass(3)
    await enterResults(api, classId, trainees.slice(0, 2))
    await enterResults(api, classId, trainees.slice(2), 'failed')
    const before = await preview(classId)
    expect(before.blockers).toEqual([])
    expect(before.counts).toEqual({ enrolled: 3, earning: 2, notEarning: 1 })
    expect(await hoursOf(classId, trainees)).toEqual([0, 0, 0])
    const { class: closed, counts } = await close(classId)
    expect(closed).toMatchObject({ state: 'closed', note: '按期结班', abilities: { close: false, reopen: true } })
    expect(counts).toEqual({ recognized: 2, submitted: 0, withoutHours: 1 })
    expect(await hoursOf(classId, trainees)).toEqual([180, 180, 0])
    const after = await preview(classId)
    expect(after.data).toEqual(before.data)
    expect((await preview(classId, { show: 'notEarning' })).data).toMatchObject([
      { traineeId: trainees[2]?.traineeId, outcome: 'failed', creditHourTenths: 0 },
    ])
    const told = await Promise.all([0, 2].map((at) => api.as(trainees[at]?.token).messages.list()))
    const kinds = told.map(({ data }) => data[0]?.kind)
    expect(kinds).toEqual(['classClosedPassed', 'classClosedWithoutHours'])
    const names = await factNamesAbout(api, classId)
    expect(names).toEqual(['ClassCreated', 'ClassOpened', 'ClassClosed'])
    const enter = operator.assessments.enter({ params, body: { rows: [aRow(trainees[0])] } })
    expect((await refusal(enter)).code).toBe('class_not_open')
  })

  it('waits for results, roll calls, late scans and leave', async () => {
    const { trainees, classId } = await aRunningClass(2)
    const sessionId = await hold(classId, trainees, ['present'])
    await operator.attendance.moveSession({ params: { sessionId }, body: { action: 'reopen', reason: '补登' } })
    const problem = await refusal(close(classId))
    expect(problem.code).toBe('class_not_ready')
    const blockers = [
      { kind: 'missingResults', count: 2 },
      { kind: 'openSessions', count: 1 },
    ]
    expect(problem.blockers).toEqual(blockers)
    expect((await preview(classId)).blockers).toMatchObject(blockers)
    expect((await operator.classes.get({ params: { classId } })).state).toBe('open')
    await operator.attendance.moveSession({ params: { sessionId }, body: { action: 'close' } })
    await enterResults(api, classId, trainees)
    expect((await close(classId)).counts.recognized).toBe(2)
  })

  it('waits for the decision on leave and on scans that came too late, by name and number', async () => {
    const { trainees, classId } = await aRunningClass(2)
    await enterResults(api, classId, trainees)
    const renewed = lasting(api, token)
    const startsAt = api.clock.now() + HOUR
    const times = {
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + 3 * HOUR).toISOString(),
      offlineLimitMinutes: 5,
    }
    const { id: sessionId } = await operator.attendance.planSession({ params: { classId }, body: times })
    const params = { sessionId }
    const [first, second] = trainees
    const asked = await api.as(first.token).leaveRequests.ask({ body: { sessionIds: [sessionId], reason: '出差' } })
    api.clock.set(startsAt)
    await renewed().attendance.moveSession({ params, body: { action: 'open' } })
    const kept = (await renewed().attendance.getCode({ params })).link.replace(/^.*[/=]/, '')
    api.clock.advance(HOUR / 2)
    await scan(api, second, kept, true)
    await renewed().attendance.moveSession({ params, body: { action: 'close' } })
    const closing = () => renewed().classEndings.close({ params: { classId }, body: {} })
    const blocked = await refusal(closing())
    expect(blocked).toMatchObject({
      code: 'class_not_ready',
      blockers: [
        { kind: 'undecidedScans', count: 1 },
        { kind: 'pendingLeave', count: 1 },
      ],
    })
    const { blockers } = await renewed().classEndings.preview({ params: { classId } })
    expect(blockers.map(({ kind, title }) => [kind, title.length > 0])).toEqual([
      ['undecidedScans', true],
      ['pendingLeave', true],
    ])
    const ids = asked.data.map(({ id }) => id)
    await renewed().leaveRequests.decide({ body: { ids, decision: 'approve' } })
    expect((await refusal(closing())).blockers).toEqual([{ kind: 'undecidedScans', count: 1 }])
    const decision = { traineeIds: [second.traineeId], decision: 'accept' as const, reason: '同班可证' }
    await renewed().attendance.decideLateScans({ params, body: decision })
    expect((await closing()).counts.recognized).toBe(2)
  })

  it('asks for the least share of attendance', async () => {
    const { trainees, classId, params } = await aRunningClass(2)
    const { version } = await operator.classes.get({ params })
    const rule = { leastSharePercent: 50, leave: 'counts', scanOut: false, version } as const
    await operator.classes.setAttendanceRule({ params, body: rule })
    await enterResults(api, classId, trainees)
    expect((await preview(classId)).blockers).toMatchObject([{ kind: 'noRollCall', count: 1 }])
    await hold(classId, trainees, ['present', 'absent'])
    await hold(classId, trainees, ['absent', 'absent'])
    const rows = new Map((await preview(classId)).data.map((row) => [row.traineeId, row]))
    expect(rows.get(trainees[0].traineeId)).toMatchObject({ sharePercent: 50, outcome: 'recognized' })
    expect(rows.get(trainees[1].traineeId)).toMatchObject({ sharePercent: 0, outcome: 'belowLeastShare' })
    expect((await close(classId)).counts).toEqual({ recognized: 1, submitted: 0, withoutHours: 1 })
    expect(await hoursOf(classId, trainees)).toEqual([180, 0])
  })

  it('happens once when two close it at once', async () => {
    const { trainees, classId } = await aRunningClass(2)
    await enterResults(api, classId, trainees)
    const both = await Promise.allSettled([close(classId), close(classId)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((one) => one.status === 'rejected')
    expect(lost?.reason).toMatchObject({ problem: { code: 'class_not_open', status: 409 } })
    expect((await factNamesAbout(api, classId)).filter((name) => name === 'ClassClosed')).toHaveLength(1)
    expect(await hoursOf(classId, trainees)).toEqual([180, 180])
    expect((await refusal(close(classId))).code).toBe('class_not_open')
  })

  it('answers a repeated request as the first time', async () => {
    const { trainees, classId } = await aRunningClass(2)
    await enterResults(api, classId, trainees)
    const call = () =>
      operator.classEndings.close({ params: { classId }, body: {} }, { idempotencyKey: `close-${classId}` })
    expect(await call()).toEqual(await call())
    expect(await hoursOf(classId, trainees)).toEqual([180, 180])
  })

  it('changes nothing at all when it fails on its last write', async () => {
    const { trainees, classId } = await aRunningClass(2)
    await enterResults(api, classId, trainees)
    const enrollments = enrollmentModel(api.app.deps.db).collection
    // An enrolment whose trainee is gone cannot be given hours, which is found out in the middle.
    await enrollments.updateOne({ classId: new Types.ObjectId(classId) }, { $set: { traineeId: new Types.ObjectId() } })
    expect((await refusal(close(classId))).code).toBe('internal_error')
    expect((await operator.classes.get({ params: { classId } })).state).toBe('open')
    expect(await hoursOf(classId, trainees)).toEqual([0, 0])
    expect(await factNamesAbout(api, classId)).not.toContain('ClassClosed')
  })

  it('never leaves an open roll call in a class that is closed, whatever runs beside it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { trainees, classId } = await aRunningClass(2)
      await enterResults(api, classId, trainees)
      const times = (hours: number) => ({
        startsAt: new Date(api.clock.now() + hours * HOUR).toISOString(),
        endsAt: new Date(api.clock.now() + (hours + 3) * HOUR).toISOString(),
      })
      const plan = (hours: number) => operator.attendance.planSession({ params: { classId }, body: times(hours) })
      const [first, second] = [await plan(1), await plan(5)]
      const open = ({ id }: { id: string }) =>
        operator.attendance.moveSession({ params: { sessionId: id }, body: { action: 'open' } })
      await Promise.allSettled([open(first), close(classId), plan(9), open(second), close(classId)])
      const trainingClass = await classModel(api.app.deps.db).findById(classId).orFail().lean()
      const sessions = await sessionModel(api.app.deps.db).find({ classId }).lean()
      if (trainingClass.state === 'closed') {
        expect(sessions.filter(({ state }) => state !== 'closed' && state !== 'cancelled')).toEqual([])
        expect(sessions.every(({ isSealed }) => isSealed)).toBe(true)
      } else expect(sessions.some(({ state }) => state === 'open')).toBe(true)
    }
  })
})

describe('opening a closed class again', () => {
  it('takes the hours back until it is closed again', async () => {
    const { trainees, classId, params } = await aRunningClass(2)
    await enterResults(api, classId, trainees)
    await close(classId)
    const reopened = await operator.classEndings.reopen({ params, body: { reason: '成绩录错' } })
    expect(reopened).toMatchObject({ state: 'open', note: '成绩录错', abilities: { close: true, reopen: false } })
    expect(await hoursOf(classId, trainees)).toEqual([0, 0])
    const failed = { ...aRow(trainees[0]), version: 1, result: 'failed' as const }
    await operator.assessments.enter({ params, body: { rows: [failed] } })
    expect((await close(classId)).counts).toEqual({ recognized: 1, submitted: 0, withoutHours: 1 })
    expect(await hoursOf(classId, trainees)).toEqual([0, 180])
    expect((await refusal(operator.classEndings.reopen({ params, body: { reason: ' ' } }))).code).toBe('invalid_input')
  })
})

describe('cancelling a class', () => {
  it('ends its roll calls and gives nothing', async () => {
    const { trainees, classId, params } = await aRunningClass(2)
    await enterResults(api, classId, trainees)
    const sessionId = await hold(classId, trainees, ['present'])
    await operator.attendance.moveSession({ params: { sessionId }, body: { action: 'reopen', reason: '补登' } })
    await operator.classEndings.cancel({ params, body: { note: '台风' } })
    expect((await operator.attendance.getSession({ params: { sessionId } })).state).toBe('closed')
    expect(await hoursOf(classId, trainees)).toEqual([0, 0])
    expect((await refusal(preview(classId))).code).toBe('class_not_open')
  })

  it('leaves nobody a late scan to decide that cannot be decided any more', async () => {
    const hall = await openRollCall(api, 1)
    const kept = hall.code()
    api.clock.advance(HOUR)
    const [trainee] = hall.trainees
    const { mark } = await scan(api, trainee ?? expect.fail(), kept, true)
    const holder = () => api.as(hall.operator)
    expect((await holder().approvals.list()).data).toMatchObject([{ kind: 'lateScan', id: mark.id }])
    await holder().classEndings.cancel({ params: { classId: String(hall.trainingClass._id) }, body: { note: '停办' } })
    expect((await holder().approvals.list()).data).toEqual([])
    await expect.poll(() => factNamesAbout(api, mark.id)).toContain('LateScanDecided')
  })
})

const MOVES = {
  open: (params: { classId: string }) => operator.classes.open({ params, body: {} }),
  close: (params: { classId: string }) => operator.classEndings.close({ params, body: {} }),
  reopen: (params: { classId: string }) => operator.classEndings.reopen({ params, body: { reason: '更正' } }),
  cancel: (params: { classId: string }) => operator.classEndings.cancel({ params, body: {} }),
} satisfies Record<ClassAction, (params: { classId: string }) => Promise<unknown>>

describe('every move from every state', () => {
  const cases = CLASS_STATES.flatMap((state) =>
    (Object.keys(MOVES) as ClassAction[]).map((action) => [action, state] as [ClassAction, ClassState]),
  )
  it.each(cases)('%s of a class that is %s goes by the table', async (action, state) => {
    const { id } = await operator.classes.create({ body: { ...aClass, name: `${action} ${state}` } })
    await classModel(api.app.deps.db).updateOne({ _id: id }, { $set: { state } })
    const { abilities } = await operator.classes.get({ params: { classId: id } })
    expect(abilities[action]).toBe(mayMoveClass(action, state))
    const call = MOVES[action]({ classId: id })
    if (mayMoveClass(action, state)) await call
    else expect((await refusal(call)).status).toBe(409)
  })
})

describe('who ends classes', () => {
  it('is an operator of the unit, and one who decides where hours are given or taken', async () => {
    const { params } = await aRunningClass(2)
    const other = api.as((await createUnitWithOperator(api)).token).classEndings
    const clerk = api.as(await actFor(api, await registerPerson(api), unit, ['operate'])).classEndings
    const decider = api.as(await actFor(api, await registerPerson(api), unit, ['decide'])).classEndings
    expect((await refusal(other.preview({ params }))).code).toBe('not_found')
    expect((await refusal(other.close({ params, body: {} }))).code).toBe('not_found')
    expect((await refusal(other.reopen({ params, body: { reason: '无' } }))).code).toBe('not_found')
    expect((await refusal(other.cancel({ params, body: {} }))).code).toBe('not_found')
    expect((await refusal(clerk.close({ params, body: {} }))).code).toBe('not_allowed')
    expect((await refusal(clerk.reopen({ params, body: { reason: '无' } }))).code).toBe('not_allowed')
    expect((await refusal(decider.cancel({ params, body: {} }))).code).toBe('not_allowed')
    expect((await refusal(decider.close({ params, body: {} }))).code).toBe('class_not_ready')
    expect((await refusal(api.as().classEndings.close({ params, body: {} }))).code).toBe('not_signed_in')
  })
})

const aRow = (trainee: TestTrainee | undefined) => ({
  traineeId: trainee?.traineeId ?? '',
  version: 0,
  result: 'passed' as const,
  startedOn: aClass.startsOn,
  endedOn: aClass.endsOn,
})
