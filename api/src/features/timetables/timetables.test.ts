import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken } from '../../../../test/support/attendance'
import { aClass, addConfirmedTrainees, addOpenClass, type TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { addTestTeacher } from '../../../../test/support/teachers'

let api: TestApi
let unit: TestUnit
let operator: ReturnType<TestApi['as']>
let classId: string
let trainee: TestTrainee
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  const made = await createUnitWithOperator(api)
  unit = made.unit
  operator = api.as(made.token)
  trainee = (await addConfirmedTrainees(api, unit, 1))[0] ?? expect.fail()
  classId = String((await addOpenClass(api, unit, [trainee]))._id)
})

const absentId = 'f'.repeat(24)
const HOUR = 3_600_000
/** A lesson of three hours, so many hours from now. */
const lesson = (hours: number, rest: object = {}) => ({
  startsAt: new Date(api.clock.now() + hours * HOUR).toISOString(),
  endsAt: new Date(api.clock.now() + (hours + 3) * HOUR).toISOString(),
  ...rest,
})
type Entry = ReturnType<typeof lesson>
const versionOf = async () => (await operator.classes.get({ params: { classId } })).version
const set = async (entries: Entry[], rest: object = {}) =>
  operator.timetables.set({ params: { classId }, body: { version: await versionOf(), entries, ...rest } })
const sessions = async () => (await operator.attendance.listSessions({ params: { classId } })).data.toReversed()
const states = async () => (await sessions()).map(({ state }) => state)

describe('setting a timetable', () => {
  it('plans its roll calls, and planning the same again changes nothing', async () => {
    const teacher = await addTestTeacher(api, unit)
    const entries = [lesson(24, { remark: '第一讲', teacherId: teacher.id }), lesson(48)]
    expect(await set(entries)).toEqual({ planned: 2, changed: 0, cancelled: 0, unchanged: 0 })
    const before = await sessions()
    expect(before).toMatchObject([
      { state: 'planned', remark: '第一讲', teacher, isTimetabled: true, lateAfterMinutes: 10, scanOut: false },
      { teacher: null },
    ])
    expect(await set(entries)).toEqual({ planned: 0, changed: 0, cancelled: 0, unchanged: 2 })
    expect(await sessions()).toEqual(before)
  })

  it('replaces what is not opened yet and leaves the rest alone', async () => {
    await set([lesson(1), lesson(24), lesson(48)])
    const [first, second, third] = await sessions()
    if (!first || !second || !third) throw new Error('no sessions')
    await operator.attendance.moveSession({ params: { sessionId: first.id }, body: { action: 'open' } })
    const byHand = await operator.attendance.planSession({ params: { classId }, body: lesson(72) })
    const outcome = await set([lesson(24, { remark: '换教室' }), lesson(96)])
    expect(outcome).toEqual({ planned: 1, changed: 1, cancelled: 1, unchanged: 0 })
    const now = new Map((await sessions()).map((session) => [session.id, session]))
    expect(now.get(first.id)?.state).toBe('open')
    expect(now.get(second.id)).toMatchObject({ state: 'planned', remark: '换教室' })
    expect(now.get(third.id)).toMatchObject({ state: 'cancelled', abilities: { open: false, cancel: false } })
    expect(now.get(byHand.id)?.state).toBe('planned')
    expect(await factNamesAbout(api, second.id)).toEqual(['SessionPlanned', 'SessionChanged'])
    expect(await factNamesAbout(api, third.id)).toEqual(['SessionPlanned', 'SessionCancelled'])
    const open = operator.attendance.moveSession({ params: { sessionId: third.id }, body: { action: 'open' } })
    expect((await refusal(open)).code).toBe('state_conflict')
  })

  it('lets lapse the leave that was asked from a lesson that is gone', async () => {
    await set([lesson(24), lesson(48)])
    const [first, second] = await sessions()
    const mine = api.as(freshToken(api, trainee)).leaveRequests
    await mine.ask({ body: { sessionIds: [first?.id ?? '', second?.id ?? ''], reason: '出差' } })
    await set([lesson(48)])
    const left = (await mine.mine()).data.map(({ sessionId, state }) => [sessionId, state])
    expect(left).toEqual([
      [second?.id, 'pending'],
      [first?.id, 'lapsed'],
    ])
  })

  it('goes from the version that was read, also for one of two at once', async () => {
    const version = await versionOf()
    const call = (hours: number) =>
      operator.timetables.set({ params: { classId }, body: { version, entries: [lesson(hours)] } })
    const both = await Promise.allSettled([call(24), call(48)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ problem: { code: 'state_conflict' } })
    expect(await states()).toEqual(['planned'])
  })

  it('names lessons that overlap, run backwards or have a teacher who cannot be picked', async () => {
    const problem = await refusal(set([lesson(24), lesson(26), { ...lesson(48), endsAt: lesson(48).startsAt }]))
    expect(problem.errors).toEqual([
      { pointer: '#/entries/1/startsAt', detail: '与第 1 次课的时间重叠' },
      { pointer: '#/entries/2/endsAt', detail: '结束时间应晚于开始时间' },
    ])
    const elsewhere = await createUnitWithOperator(api)
    const theirs = await addTestTeacher(api, elsewhere.unit)
    for (const teacherId of [absentId, theirs.id]) {
      expect((await refusal(set([lesson(24, { teacherId })]))).code).toBe('teacher_not_available')
    }
    expect(await states()).toEqual([])
  })

  it('needs a class of the unit that has not ended, and the grant', async () => {
    const other = api.as((await createUnitWithOperator(api)).token)
    const call = { params: { classId }, body: { version: 1, entries: [lesson(24)] } }
    expect((await refusal(other.timetables.set(call))).code).toBe('not_found')
    const decider = api.as(await actFor(api, await registerPerson(api), unit, ['decide']))
    expect((await refusal(decider.timetables.set(call))).code).toBe('not_allowed')
    expect((await refusal(api.as().timetables.set(call))).code).toBe('not_signed_in')
    await operator.classEndings.cancel({ params: { classId }, body: {} })
    expect((await refusal(set([lesson(24)]))).code).toBe('class_ended')
  })

  it('is made before the class opens, under the name that the class has in the end', async () => {
    const planned = await operator.classes.create({ body: { ...aClass, name: '未定名培训班' } })
    classId = planned.id
    expect(await set([lesson(24), lesson(48), lesson(72)])).toMatchObject({ planned: 3 })
    const [first, second, third] = await sessions()
    expect(first).toMatchObject({ state: 'planned', abilities: { open: false, cancel: true } })
    const open = { params: { sessionId: first?.id ?? '' }, body: { action: 'open' as const } }
    expect((await refusal(operator.attendance.moveSession(open))).code).toBe('class_not_open')
    const cancel = { params: { sessionId: second?.id ?? '' }, body: { reason: '与考试冲突' } }
    await operator.timetables.cancelSession(cancel)
    const named = { ...aClass, name: '工程伦理第二期', place: '二号楼', version: await versionOf() }
    await operator.classes.edit({ params: { classId }, body: named })
    await operator.classes.open({ params: { classId }, body: {} })
    await operator.classes.enrol({ params: { classId }, body: { traineeIds: [trainee.traineeId] } })
    const mine = (await api.as(freshToken(api, trainee)).attendance.listMySessions({ query: { classId } })).data
    expect(mine.map(({ className, place, state }) => [className, place, state])).toEqual([
      ['工程伦理第二期', '二号楼', 'planned'],
      ['工程伦理第二期', '二号楼', 'cancelled'],
      ['工程伦理第二期', '二号楼', 'planned'],
    ])
    await operator.timetables.cancelSession({ params: { sessionId: third?.id ?? '' }, body: { reason: '台风' } })
    const { data: told } = await api.as(freshToken(api, trainee)).messages.list()
    expect(told.find(({ kind }) => kind === 'sessionCancelled')?.body).toContain('“工程伦理第二期”')
    expect(await operator.attendance.moveSession(open)).toMatchObject({ className: '工程伦理第二期', place: '二号楼' })
  })

  it('tells the enrolled when it changes, and when one lesson is cancelled', async () => {
    const told = async () => (await api.as(freshToken(api, trainee)).messages.list()).data
    await set([lesson(24)])
    await set([lesson(24)])
    const [first] = await sessions()
    const changed = (await told()).filter(({ kind }) => kind === 'timetableChanged')
    expect(changed.map(({ body }) => body)).toEqual([`“${aClass.name}”的课程安排已更新，请查看。`])
    const params = { sessionId: first?.id ?? '' }
    await operator.timetables.cancelSession({ params, body: { reason: '台风' } })
    const [latest] = await told()
    expect(latest).toMatchObject({ kind: 'sessionCancelled', link: { page: 'class', params: { classId } } })
    expect(latest?.body).toContain('，原因：台风。')
  })
})

describe('teachers wanted at two places at once', () => {
  it('are shown by the hour, for what is still to come', async () => {
    const [lin, zhou] = [await addTestTeacher(api, unit), await addTestTeacher(api, unit, '周老师')]
    const other = String((await addOpenClass(api, unit, [], { name: '第二期' }))._id)
    await set([
      lesson(24, { teacherId: lin.id }),
      lesson(48, { teacherId: zhou.id }),
      lesson(72, { teacherId: lin.id }),
      lesson(96),
    ])
    const { version } = await operator.classes.get({ params: { classId: other } })
    // Two hours of the first, the second's time with another teacher, right after the third, the fourth's time.
    const entries = [
      lesson(25, { teacherId: lin.id }),
      lesson(48, { teacherId: lin.id }),
      lesson(75, { teacherId: lin.id }),
      lesson(96, { teacherId: zhou.id }),
    ]
    await operator.timetables.set({ params: { classId: other }, body: { version, entries } })
    const conflicts = (id: string, who = operator) => who.timetables.teacherConflicts({ params: { classId: id } })
    const [first] = await sessions()
    const { data } = await conflicts(classId)
    expect(data).toMatchObject([
      {
        teacher: lin,
        session: { sessionId: first?.id },
        with: { classId: other, className: '第二期', ...startOf(entries[0]) },
      },
    ])
    expect((await conflicts(other)).data).toMatchObject([{ with: { classId, sessionId: first?.id } }])
    await operator.timetables.cancelSession({ params: { sessionId: first?.id ?? '' }, body: { reason: '改期' } })
    expect((await conflicts(classId)).data).toEqual([])
    const stranger = api.as((await createUnitWithOperator(api)).token)
    expect((await refusal(conflicts(classId, stranger))).code).toBe('not_found')
    expect((await refusal(conflicts(classId, api.as()))).code).toBe('not_signed_in')
  })
})

const startOf = (entry: Entry | undefined) => ({ startsAt: entry?.startsAt })

describe('cancelling a roll call', () => {
  it('goes while it is planned, once, with a reason', async () => {
    await set([lesson(1), lesson(24)])
    const [first, second] = await sessions()
    const cancel = (sessionId: string, reason = '老师出差') =>
      operator.timetables.cancelSession({ params: { sessionId }, body: { reason } })
    const both = await Promise.allSettled([cancel(first?.id ?? ''), cancel(first?.id ?? '')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await factNamesAbout(api, first?.id ?? '')).toEqual(['SessionPlanned', 'SessionCancelled'])
    await operator.attendance.moveSession({ params: { sessionId: second?.id ?? '' }, body: { action: 'open' } })
    expect((await refusal(cancel(second?.id ?? ''))).code).toBe('session_not_planned')
    expect((await refusal(cancel(second?.id ?? '', ''))).errors).toMatchObject([{ pointer: '#/reason' }])
    const other = api.as((await createUnitWithOperator(api)).token)
    const theirs = other.timetables.cancelSession({ params: { sessionId: second?.id ?? '' }, body: { reason: '无' } })
    expect((await refusal(theirs)).code).toBe('not_found')
  })
})
