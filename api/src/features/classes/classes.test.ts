import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { aClass, addConfirmedTrainees, addOpenClass } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let unit: TestUnit
let operator: ReturnType<TestApi['as']>
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  const made = await createUnitWithOperator(api)
  unit = made.unit
  operator = api.as(made.token)
})

const absentId = 'f'.repeat(24)
const allowed = ({ abilities }: { readonly abilities: object }) =>
  Object.entries(abilities)
    .flatMap(([action, isAllowed]) => (isAllowed ? action : []))
    .sort()

describe('creating a class', () => {
  it('plans it, to be changed, opened or cancelled', async () => {
    const created = await operator.classes.create({ body: aClass })
    expect(created).toMatchObject({ ...aClass, state: 'planned', note: null, enrolledCount: 0, version: 1 })
    expect(allowed(created)).toEqual(['cancel', 'edit', 'open', 'setAttendanceRule', 'setTimetable'])
    expect(await operator.classes.get({ params: { classId: created.id } })).toEqual(created)
    expect(await factNamesAbout(api, created.id)).toEqual(['ClassCreated'])
  })

  it('once, however often the same request is sent', async () => {
    const options = { idempotencyKey: 'class-once' }
    const first = await operator.classes.create({ body: aClass }, options)
    const second = await operator.classes.create({ body: aClass }, options)
    expect(second.id).toBe(first.id)
    expect((await operator.classes.list()).data).toHaveLength(1)
  })

  it('names every wrong field with a sentence', async () => {
    const body = { ...aClass, name: ' ', startsOn: '2026-02-30', plannedNumber: 0, creditHourTenths: 1.5, place: '' }
    const problem = await refusal(operator.classes.create({ body }))
    expect(problem.code).toBe('invalid_input')
    const pointers = problem.errors?.map(({ pointer }) => pointer).sort()
    expect(pointers).toEqual(['#/creditHourTenths', '#/name', '#/place', '#/plannedNumber', '#/startsOn'])
    for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/\p{Script=Han}/u)
    const backwards = await refusal(operator.classes.create({ body: { ...aClass, endsOn: '2026-03-01' } }))
    expect(backwards.errors).toEqual([{ pointer: '#/endsOn', detail: '结束日期不能早于开始日期' }])
  })

  it('needs an operator of a unit or a provider, with the grant', async () => {
    const person = await registerPerson(api)
    const decider = api.as(await actFor(api, person, unit, ['decide']))
    expect((await refusal(decider.classes.create({ body: aClass }))).code).toBe('not_allowed')
    expect((await refusal(api.as(person.token).classes.create({ body: aClass }))).code).toBe('organization_required')
    expect((await refusal(api.as().classes.create({ body: aClass }))).code).toBe('not_signed_in')
    const authority = await createUnitWithOperator(api, { kind: 'hrAuthority' })
    expect((await refusal(api.as(authority.token).classes.create({ body: aClass }))).code).toBe('not_allowed')
    await operator.classes.create({ body: aClass })
    const [seen] = (await decider.classes.list()).data
    expect(seen && allowed(seen)).toEqual([])
  })
})

describe('changing a class', () => {
  it('goes while it is planned, from the version that was read', async () => {
    const { id, version } = await operator.classes.create({ body: aClass })
    const edit = (body: object) =>
      operator.classes.edit({ params: { classId: id }, body: { ...aClass, version, ...body } })
    const changed = await edit({ name: '改期班', plannedNumber: 30 })
    expect(changed).toMatchObject({ name: '改期班', plannedNumber: 30, version: 2 })
    expect((await refusal(edit({}))).code).toBe('state_conflict')
    expect((await operator.classes.list({ query: { q: '改期' } })).data).toHaveLength(1)
    await operator.classes.open({ params: { classId: id }, body: {} })
    expect((await refusal(edit({ version: 3 }))).code).toBe('class_not_planned')
    expect(await factNamesAbout(api, id)).toEqual(['ClassCreated', 'ClassChanged', 'ClassOpened'])
  })

  it('lets one of two editors through', async () => {
    const { id, version } = await operator.classes.create({ body: aClass })
    const both = await Promise.allSettled(
      ['甲', '乙'].map((name) =>
        operator.classes.edit({ params: { classId: id }, body: { ...aClass, name, version } }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((result) => result.status === 'rejected')
    expect(lost?.reason).toMatchObject({ problem: { code: 'state_conflict' } })
  })
})

describe('opening and cancelling a class', () => {
  it('keeps the note and tells what may follow', async () => {
    const { id } = await operator.classes.create({ body: aClass })
    const params = { classId: id }
    const opened = await operator.classes.open({ params, body: { note: '按计划开班' } })
    expect(opened).toMatchObject({ state: 'open', note: '按计划开班', version: 2 })
    expect(allowed(opened)).toEqual(['cancel', 'close', 'enrol', 'setAttendanceRule', 'setTimetable'])
    const cancelled = await operator.classEndings.cancel({ params, body: { note: '台风' } })
    expect(cancelled).toMatchObject({ state: 'cancelled', note: '台风' })
    expect(allowed(cancelled)).toEqual([])
    expect((await refusal(operator.classes.open({ params, body: {} }))).code).toBe('class_not_planned')
    expect((await refusal(operator.classEndings.cancel({ params, body: {} }))).code).toBe('class_ended')
    const long = operator.classEndings.cancel({ params, body: { note: '长'.repeat(51) } })
    expect((await refusal(long)).code).toBe('invalid_input')
  })

  it.each(['open', 'cancel'] as const)('happens once when two %s it at once', async (verb) => {
    const { id } = await operator.classes.create({ body: aClass })
    const call = { params: { classId: id }, body: {} }
    const move = () => (verb === 'open' ? operator.classes.open(call) : operator.classEndings.cancel(call))
    const both = await Promise.allSettled([move(), move()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await factNamesAbout(api, id)).toHaveLength(2)
  })
})

describe("another unit's class", () => {
  it('is not there, whatever is asked of it', async () => {
    const [trainee] = await addConfirmedTrainees(api, unit, 1)
    const { id } = await operator.classes.create({ body: aClass })
    const other = api.as((await createUnitWithOperator(api)).token)
    const traineeIds = [trainee?.traineeId ?? '']
    for (const classId of [id, absentId, '1', '%00']) {
      const params = { classId }
      const calls = [
        other.classes.get({ params }),
        other.classes.edit({ params, body: { ...aClass, version: 1 } }),
        other.classes.open({ params, body: {} }),
        other.classEndings.cancel({ params, body: {} }),
        other.classes.enrollments({ params }),
        other.classes.enrol({ params, body: { traineeIds } }),
        other.classes.withdraw({ params, body: { traineeIds } }),
      ]
      for (const { code } of await Promise.all(calls.map(refusal))) expect(code).toBe('not_found')
    }
    expect((await other.classes.list()).data).toEqual([])
  })
})

describe('the HR authority', () => {
  it('sees the classes of its region with all that belongs to them, and changes nothing', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 1)
    const classId = String((await addOpenClass(api, unit, trainees, { name: '看得见的班' }))._id)
    const params = { classId }
    const times = { startsAt: '2027-03-02T01:00:00.000Z', endsAt: '2027-03-02T04:00:00.000Z' }
    const { id: sessionId } = await operator.attendance.planSession({ params, body: times })
    const authority = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '440000' })).token)
    const [seen] = (await authority.classes.list({ query: { q: '看得见' } })).data
    expect(seen).toMatchObject({ id: classId, organization: { id: unit.id, name: unit.name } })
    expect(seen && allowed(seen)).toEqual([])
    expect((await authority.classes.enrollments({ params })).data).toHaveLength(1)
    expect((await authority.assessments.list({ params })).data[0]?.abilities).toEqual({ enter: false })
    expect((await authority.attendance.listSessions({ params })).data).toHaveLength(1)
    const session = await authority.attendance.getSession({ params: { sessionId } })
    expect(allowed(session)).toEqual([])
    const changes = [
      authority.classes.enrol({ params, body: { traineeIds: [absentId] } }),
      authority.classEndings.close({ params, body: {} }),
      authority.attendance.moveSession({ params: { sessionId }, body: { action: 'open' } }),
      authority.attendance.planSession({ params, body: times }),
    ]
    for (const { code } of await Promise.all(changes.map(refusal))) expect(code).toBe('not_allowed')
    const elsewhere = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '442000' })).token)
    expect((await elsewhere.classes.list({ query: { q: '看得见' } })).data).toEqual([])
    expect((await refusal(elsewhere.classes.get({ params }))).code).toBe('not_found')
    expect((await refusal(elsewhere.attendance.getSession({ params: { sessionId } }))).code).toBe('not_found')
    const industry = api.as((await createUnitWithOperator(api, { kind: 'industryAuthority' })).token)
    expect((await refusal(industry.classes.get({ params }))).code).toBe('not_found')
  })
})

describe("the unit's classes", () => {
  it('are listed by start, filtered and paged', async () => {
    const days = ['2026-01-05', '2026-03-02', '2026-03-02', '2025-12-01']
    for (const [index, startsOn] of days.entries()) {
      const body = {
        ...aClass,
        name: `第${index}班`,
        startsOn,
        category: index === 3 ? 'public' : 'professional',
      } as const
      await operator.classes.create({ body })
    }
    const first = await operator.classes.list({ query: { limit: 2 } })
    const second = await operator.classes.list({ query: { limit: 2, cursor: first.nextCursor ?? '' } })
    const listed = [...first.data, ...second.data]
    expect(listed.map(({ startsOn }) => startsOn)).toEqual([...days].sort().reverse())
    expect(new Set(listed.map(({ id }) => id)).size).toBe(4)
    expect(second.nextCursor).toBeNull()
    const named = async (query: object) => (await operator.classes.list({ query })).data.map(({ name }) => name)
    expect(await named({ q: '第0' })).toEqual(['第0班'])
    expect(await named({ q: '工程' })).toHaveLength(4)
    expect(await named({ q: '.*' })).toEqual([])
    expect(await named({ year: 2025 })).toEqual(['第3班'])
    expect(await named({ category: 'public' })).toEqual(['第3班'])
    expect(await named({ state: 'open' })).toEqual([])
    expect(await named({ state: 'planned' })).toHaveLength(4)
  })

  it.each([
    'q=a&q=b',
    'q[$ne]=a',
    'q=%00',
    'state=deleted',
    'state[$in]=open',
    'year=1',
    'year=2026&year=2025',
    'cursor=%7B%7D',
    `cursor=${Buffer.from(JSON.stringify([{ $gt: '' }, absentId])).toString('base64url')}`,
    'limit=0',
    '__proto__=1',
  ])('refuse a query like %s', async (query) => {
    const { token } = await createUnitWithOperator(api)
    const headers = { authorization: `Bearer ${token}` }
    const response = await fetch(`${api.url}/api/v1/classes?${query}`, { headers })
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([422, 'invalid_input'])
  })
})

describe('my classes', () => {
  it('are those I am enrolled in, with the unit, latest first', async () => {
    const [one, two] = await addConfirmedTrainees(api, unit, 2)
    if (!one || !two) throw new Error('no trainees')
    await addOpenClass(api, unit, [one, two], { name: '一班' })
    await addOpenClass(api, unit, [one], { name: '二班' })
    const mine = api.as(one.token)
    const first = await mine.classes.mine({ query: { limit: 1 } })
    const second = await mine.classes.mine({ query: { limit: 1, cursor: first.nextCursor ?? '' } })
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(['二班', '一班'])
    expect(second.nextCursor).toBeNull()
    const organization = { id: unit.id, name: unit.name }
    expect(first.data[0]).toMatchObject({ organization, state: 'open', place: aClass.place, startsOn: aClass.startsOn })
    expect((await api.as(two.token).classes.mine()).data).toHaveLength(1)
    const person = await registerPerson(api)
    expect((await api.as(person.token).classes.mine()).data).toEqual([])
    expect((await refusal(api.as().classes.mine())).code).toBe('not_signed_in')
  })
})
