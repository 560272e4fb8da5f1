import type { SessionView } from '@jijiao/shared/attendance'
import { LEAVE_STATES, type LeaveState, mayMoveLeave } from '@jijiao/shared/leave-requests'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken, openRollCall, scan } from '../../../../test/support/attendance'
import type { TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { markModel } from '../attendance'
import { leaveRequestModel } from './leave-request.model'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const HOUR = 3_600_000
const absentId = 'f'.repeat(24)

/** A class with trainees, a roll call that is open, and one planned for tomorrow. */
async function classroom(size = 1) {
  const hall = await openRollCall(api, size)
  const operator = api.as(hall.operator)
  const classId = String(hall.trainingClass._id)
  const planned = await planSession(operator, classId, 24)
  const trainees = hall.trainees as [TestTrainee, ...TestTrainee[]]
  return { hall, operator, classId, planned, trainees, trainee: trainees[0] }
}
type Operator = ReturnType<TestApi['as']>

const planSession = (operator: Operator, classId: string, hours: number): Promise<SessionView> =>
  operator.attendance.planSession({
    params: { classId },
    body: {
      startsAt: new Date(api.clock.now() + hours * HOUR).toISOString(),
      endsAt: new Date(api.clock.now() + (hours + 3) * HOUR).toISOString(),
    },
  })

const as = (trainee: TestTrainee) => api.as(freshToken(api, trainee)).leaveRequests
const ask = (trainee: TestTrainee, ...sessionIds: string[]) =>
  as(trainee).ask({ body: { sessionIds, reason: '参加职称评审' } })
const asked = async (trainee: TestTrainee, sessionId: string) =>
  (await ask(trainee, sessionId)).data[0]?.id ?? expect.fail()
const approve = (operator: Operator, ...ids: string[]) =>
  operator.leaveRequests.decide({ body: { ids, decision: 'approve' } })
const refuse = (operator: Operator, ...ids: string[]) =>
  operator.leaveRequests.decide({ body: { ids, decision: 'refuse', reason: '当天考试，不能请假' } })
const refusedWith = (code: string) => [{ outcome: 'refused', problem: { code } }]
const done = [{ outcome: 'done' }]
const markOf = (sessionId: string, { traineeId }: TestTrainee) =>
  markModel(api.app.deps.db).findOne({ sessionId, traineeId }).lean()

describe('asking for leave', () => {
  it('goes for several roll calls to come, all or none, and is seen by both sides', async () => {
    const { operator, classId, planned, trainee } = await classroom()
    const next = await planSession(operator, classId, 48)
    const problem = await refusal(ask(trainee, planned.id, absentId))
    expect(problem.code).toBe('not_found')
    const { data } = await ask(trainee, planned.id, next.id)
    expect(data).toMatchObject([
      { sessionId: planned.id, state: 'pending', reason: '参加职称评审', abilities: { withdraw: true } },
      { sessionId: next.id },
    ])
    expect((await as(trainee).mine()).data.map(({ id }) => id).sort()).toEqual(data.map(({ id }) => id).sort())
    const waiting = (await operator.leaveRequests.list({ query: { classId } })).data
    expect(waiting.map(({ id }) => id)).toEqual(data.map(({ id }) => id))
    expect(waiting[0]).toMatchObject({ trainee: { name: trainee.name }, abilities: { approve: true, refuse: true } })
    expect(JSON.stringify(waiting)).not.toContain(trainee.phone)
    const first = await operator.leaveRequests.list({ query: { limit: 1 } })
    const second = await operator.leaveRequests.list({ query: { limit: 1, cursor: first.nextCursor ?? '' } })
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(data.map(({ id }) => id))
  })

  it('is for the enrolled, in advance, once for each roll call', async () => {
    const { hall, planned, trainee } = await classroom()
    const { trainee: other } = await classroom()
    expect((await refusal(ask(other, planned.id))).code).toBe('not_found')
    expect((await refusal(ask(trainee, hall.sessionId))).code).toBe('leave_too_late')
    await ask(trainee, planned.id)
    expect((await refusal(ask(trainee, planned.id))).code).toBe('leave_exists')
    expect((await refusal(ask(trainee, planned.id, planned.id))).code).toBe('invalid_input')
    const body = { sessionIds: [planned.id], reason: ' ' }
    expect((await refusal(as(trainee).ask({ body }))).errors).toMatchObject([{ pointer: '#/reason' }])
    expect((await refusal(api.as().leaveRequests.ask({ body }))).code).toBe('not_signed_in')
    api.clock.advance(24 * HOUR)
    const { planned: later, trainee: late } = await classroom()
    api.clock.advance(24 * HOUR)
    expect((await refusal(ask(late, later.id))).code).toBe('leave_too_late')
  })

  it('twice at once makes one request', async () => {
    const { planned, trainee } = await classroom()
    const both = await Promise.allSettled([ask(trainee, planned.id), ask(trainee, planned.id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((one) => one.status === 'rejected')
    expect(lost?.reason).toMatchObject({ problem: { code: 'leave_exists' } })
    expect((await as(trainee).mine()).data).toHaveLength(1)
  })
})

describe('deciding on leave', () => {
  it('marks it, or says why not', async () => {
    const { operator, planned, trainees } = await classroom(2)
    const [one, two] = trainees as [TestTrainee, TestTrainee]
    const ids = [await asked(one, planned.id), await asked(two, planned.id)] as const
    expect((await approve(operator, ids[0], absentId)).results).toMatchObject([...done, ...refusedWith('not_found')])
    expect((await refuse(operator, ids[1])).results).toMatchObject(done)
    expect(await markOf(planned.id, one)).toMatchObject({ state: 'leave', source: 'leaveRequest' })
    expect(await markOf(planned.id, two)).toBeNull()
    const [mine] = (await as(two).mine()).data
    expect(mine).toMatchObject({ state: 'refused', decisionReason: '当天考试，不能请假' })
    expect(await factNamesAbout(api, ids[0])).toEqual(['LeaveRequested', 'LeaveApproved'])
    expect(await factNamesAbout(api, ids[1])).toEqual(['LeaveRequested', 'LeaveRefused'])
    const silent = operator.leaveRequests.decide({ body: { ids: [ids[1]], decision: 'refuse' } })
    expect((await refusal(silent)).errors).toMatchObject([{ pointer: '#/reason' }])
    expect((await ask(two, planned.id)).data).toHaveLength(1)
  })

  it.each(LEAVE_STATES)('goes by the table for a request that is %s', async (state: LeaveState) => {
    const { operator, planned, trainees } = await classroom(3)
    const [one, two, three] = trainees as [TestTrainee, TestTrainee, TestTrainee]
    const ids = [await asked(one, planned.id), await asked(two, planned.id), await asked(three, planned.id)] as const
    await leaveRequestModel(api.app.deps.db).updateMany({ sessionId: planned.id }, { $set: { state } })
    const outcome = (isAllowed: boolean) => (isAllowed ? done : refusedWith('leave_decided'))
    expect((await approve(operator, ids[0])).results).toMatchObject(outcome(mayMoveLeave('approve', state)))
    expect((await refuse(operator, ids[1])).results).toMatchObject(outcome(mayMoveLeave('refuse', state)))
    const withdrawn = as(three).withdraw({ params: { leaveRequestId: ids[2] } })
    if (mayMoveLeave('withdraw', state)) expect((await withdrawn).state).toBe('withdrawn')
    else expect((await refusal(withdrawn)).code).toBe('leave_decided')
  })

  it('hears the first of two deciders and of one who withdraws at the same time', async () => {
    const { operator, planned, trainee } = await classroom()
    const leaveRequestId = await asked(trainee, planned.id)
    const [one, two, withdrawn] = await Promise.all([
      approve(operator, leaveRequestId).then(({ results }) => results[0]?.outcome === 'done'),
      refuse(operator, leaveRequestId).then(({ results }) => results[0]?.outcome === 'done'),
      as(trainee)
        .withdraw({ params: { leaveRequestId } })
        .then(
          () => true,
          () => false,
        ),
    ])
    expect([one, two, withdrawn].filter(Boolean)).toHaveLength(1)
    expect(await factNamesAbout(api, leaveRequestId)).toHaveLength(2)
    expect((await markOf(planned.id, trainee)) !== null).toBe(one)
  })

  it('does not send home whoever has come, and lets come whoever was let off', async () => {
    const { hall, operator, classId, trainees } = await classroom(2)
    const [came, changedMind] = trainees as [TestTrainee, TestTrainee]
    const soon = await planSession(operator, classId, 1)
    const ids = [await asked(came, soon.id), await asked(changedMind, soon.id)] as const
    expect((await approve(operator, ids[1])).results).toMatchObject(done)
    api.clock.advance(HOUR)
    const running = api.as(hall.operator)
    await running.attendance.moveSession({ params: { sessionId: soon.id }, body: { action: 'open' } })
    const { link } = await running.attendance.getCode({ params: { sessionId: soon.id } })
    await scan(api, came, link)
    expect((await approve(running, ids[0])).results).toMatchObject(refusedWith('leave_arrived'))
    expect((await scan(api, changedMind, link)).mark).toMatchObject({ state: 'present', source: 'scan' })
  })

  it('needs an operator of the unit with the grant', async () => {
    const { hall, operator, planned, trainee } = await classroom()
    const id = await asked(trainee, planned.id)
    const other = api.as((await createUnitWithOperator(api)).token)
    expect((await approve(other, id)).results).toMatchObject(refusedWith('not_found'))
    expect((await other.leaveRequests.list()).data).toEqual([])
    const looker = api.as(await actFor(api, await registerPerson(api), hall.unit, ['decide']))
    expect((await refusal(approve(looker, id))).code).toBe('not_allowed')
    const [seen] = (await looker.leaveRequests.list()).data
    expect(seen?.abilities).toEqual({ approve: false, refuse: false })
    const { trainee: stranger } = await classroom()
    const call = as(stranger).withdraw({ params: { leaveRequestId: id } })
    expect((await refusal(call)).code).toBe('not_found')
    await operator.classEndings.cancel({ params: { classId: String(hall.trainingClass._id) }, body: {} })
    expect((await approve(operator, id)).results).toMatchObject(refusedWith('leave_decided'))
    expect((await as(trainee).mine()).data).toMatchObject([{ id, state: 'lapsed' }])
  })
})
