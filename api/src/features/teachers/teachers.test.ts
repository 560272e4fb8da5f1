import { maskPhone, maskResidentId } from '@jijiao/shared/identifiers'
import { TEACHER_LIFECYCLE, TEACHER_STATES, type TeacherAction } from '@jijiao/shared/teachers'
import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { addTestTeacher, aTeacher } from '../../../../test/support/teachers'
import { inTransaction } from '../../db/transaction'
import { countTeacherUse } from '.'
import { teacherModel } from './teacher.model'

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

/** What is changed of a teacher when the numbers stay. */
const unnumbered = ({ residentId: _, phone: __, ...details }: ReturnType<typeof aTeacher>) => details

const useIn = (teacherId: string, change: 'begun' | 'ended') => {
  const ids = { begun: [], ended: [], [change]: [new Types.ObjectId(teacherId)] }
  return inTransaction(api.app.deps.db, (session) =>
    countTeacherUse(api.app.deps, new Types.ObjectId(unit.id), ids, session),
  )
}

describe('adding a teacher', () => {
  it('keeps the numbers sealed and shows them masked', async () => {
    const given = aTeacher('欧阳小三')
    const added = await operator.teachers.add({ body: given })
    expect(added).toMatchObject({
      name: '欧阳小三',
      residentId: maskResidentId(given.residentId),
      phone: maskPhone(given.phone),
      sex: Number(given.residentId.charAt(16)) % 2 ? '1' : '2',
      email: given.email,
      state: 'enabled',
      version: 1,
    })
    expect(added.abilities).toEqual({ edit: true, enable: false, disable: true, remove: true })
    expect(await operator.teachers.get({ params: { teacherId: added.id } })).toEqual(added)
    expect(await factNamesAbout(api, added.id)).toEqual(['TeacherAdded'])
    const stored = JSON.stringify(await teacherModel(api.app.deps.db).findById(added.id).lean())
    for (const number of [given.residentId, given.phone, given.email]) expect(stored).not.toContain(number)
  })

  it('needs no more than name, ID number and phone', async () => {
    const { name, residentId, phone } = aTeacher()
    const added = await operator.teachers.add({ body: { name, residentId: residentId.toLowerCase(), phone } })
    expect(added).toMatchObject({ email: null, qualification: null, coursesTaught: '', introduction: '' })
  })

  it('takes an ID number once for each unit, whoever is faster', async () => {
    const body = aTeacher()
    const both = await Promise.allSettled([operator.teachers.add({ body }), operator.teachers.add({ body })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await refusal(operator.teachers.add({ body }))).code).toBe('teacher_exists')
    const other = api.as((await createUnitWithOperator(api)).token)
    expect((await other.teachers.add({ body })).name).toBe(body.name)
  })

  it('names every wrong field with a sentence', async () => {
    const wrong = {
      ...aTeacher(' '),
      phone: '12',
      email: 'nobody',
      qualification: '999',
      coursesTaught: '长'.repeat(501),
      introduction: '长'.repeat(1_001),
    }
    const problem = await refusal(operator.teachers.add({ body: wrong }))
    const pointers = problem.errors?.map(({ pointer }) => pointer).sort()
    expect(pointers).toEqual(
      ['coursesTaught', 'email', 'introduction', 'name', 'phone', 'qualification'].map((field) => `#/${field}`),
    )
    for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/\p{Script=Han}/u)
  })

  it.each([
    ['a day that is not', { residentId: '441900199902300014' }, '#/residentId'],
    ['a wrong check character', { residentId: '44190019990101001X' }, '#/residentId'],
    ['another sex', { residentId: '11010519491231002X', sex: '1' as const }, '#/sex'],
  ])('refuses an ID number with %s', async (_, wrong, pointer) => {
    const problem = await refusal(operator.teachers.add({ body: { ...aTeacher(), ...wrong } }))
    expect([problem.code, problem.errors?.map((error) => error.pointer)]).toEqual(['invalid_input', [pointer]])
  })

  it('needs an operator of a unit or a provider, with the grant', async () => {
    const body = aTeacher()
    const person = await registerPerson(api)
    const decider = api.as(await actFor(api, person, unit, ['decide']))
    const authority = await createUnitWithOperator(api, { kind: 'industryAuthority' })
    expect((await refusal(decider.teachers.add({ body }))).code).toBe('not_allowed')
    expect((await refusal(api.as(authority.token).teachers.add({ body }))).code).toBe('not_allowed')
    expect((await refusal(api.as(person.token).teachers.add({ body }))).code).toBe('organization_required')
    expect((await refusal(api.as().teachers.add({ body }))).code).toBe('not_signed_in')
    const provider = await createUnitWithOperator(api, { kind: 'provider' })
    expect((await api.as(provider.token).teachers.add({ body })).state).toBe('enabled')
    await operator.teachers.add({ body })
    const [seen] = (await decider.teachers.list()).data
    expect(seen?.abilities).toEqual({ edit: false, enable: false, disable: false, remove: false })
    const params = { teacherId: seen?.id ?? '' }
    const calls = [
      decider.teachers.edit({ params, body: { ...unnumbered(body), version: 1 } }),
      decider.teachers.enable({ params }),
      decider.teachers.disable({ params }),
      decider.teachers.remove({ params }),
    ]
    for (const { code } of await Promise.all(calls.map(refusal))) expect(code).toBe('not_allowed')
  })
})

describe('changing a teacher', () => {
  it('leaves the numbers that are not given', async () => {
    const given = aTeacher()
    const { id, version, residentId, phone } = await operator.teachers.add({ body: given })
    const body = { ...unnumbered(given), name: '单小曾', version }
    const changed = await operator.teachers.edit({ params: { teacherId: id }, body })
    expect(changed).toMatchObject({ name: '单小曾', residentId, phone, version: 2 })
    const find = async (q: string) => (await operator.teachers.list({ query: { q } })).data.map((line) => line.id)
    expect(await find(given.residentId)).toEqual([id])
    const next = aTeacher()
    const renumbered = { ...body, version: 2, residentId: next.residentId, phone: next.phone }
    const answer = await operator.teachers.edit({ params: { teacherId: id }, body: renumbered })
    expect(answer).toMatchObject({ residentId: maskResidentId(next.residentId), phone: maskPhone(next.phone) })
    expect(await find(given.residentId)).toEqual([])
    expect(await find(next.residentId)).toEqual([id])
  })

  it("refuses another teacher's ID number and a version that is gone", async () => {
    const [one, two] = [aTeacher(), aTeacher()]
    await operator.teachers.add({ body: one })
    const { id } = await operator.teachers.add({ body: two })
    const edit = (body: object) =>
      operator.teachers.edit({ params: { teacherId: id }, body: { ...unnumbered(two), version: 1, ...body } })
    expect((await refusal(edit({ residentId: one.residentId }))).code).toBe('teacher_exists')
    const both = await Promise.allSettled([edit({ name: '甲' }), edit({ name: '乙' })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await refusal(edit({}))).code).toBe('state_conflict')
    expect((await refusal(edit({ version: '2' }))).code).toBe('invalid_input')
    expect(await factNamesAbout(api, id)).toEqual(['TeacherAdded', 'TeacherChanged'])
  })
})

describe('the lifecycle', () => {
  const cases = TEACHER_STATES.flatMap((state) =>
    (Object.keys(TEACHER_LIFECYCLE) as TeacherAction[]).map((action) => {
      const { from, to } = TEACHER_LIFECYCLE[action]
      return { state, action, to: (from as readonly string[]).includes(state) ? to : null }
    }),
  )
  it.each(cases)('$state: $action → $to', async ({ state, action, to }) => {
    const { id } = await addTestTeacher(api, unit)
    const params = { teacherId: id }
    if (state === 'disabled') await operator.teachers.disable({ params })
    const { abilities, version } = await operator.teachers.get({ params })
    expect(abilities[action]).toBe(to !== null)
    if (to === null) expect((await refusal(operator.teachers[action]({ params }))).code).toBe('state_conflict')
    else expect(await operator.teachers[action]({ params })).toMatchObject({ state: to, version: version + 1 })
  })

  it('lets one of two who disable at once through', async () => {
    const { id } = await addTestTeacher(api, unit)
    const call = { params: { teacherId: id } }
    const both = await Promise.allSettled([operator.teachers.disable(call), operator.teachers.disable(call)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await factNamesAbout(api, id)).toEqual(['TeacherAdded', 'TeacherDisabled'])
  })

  it.each(TEACHER_STATES)('deletes who is %s, unless a plan names the teacher', async (state) => {
    const { id } = await addTestTeacher(api, unit)
    const params = { teacherId: id }
    await useIn(id, 'begun')
    if (state === 'disabled') await operator.teachers.disable({ params })
    expect((await operator.teachers.get({ params })).abilities.remove).toBe(false)
    expect((await refusal(operator.teachers.remove({ params }))).code).toBe('teacher_in_use')
    await useIn(id, 'ended')
    await operator.teachers.remove({ params })
    expect((await refusal(operator.teachers.get({ params }))).code).toBe('not_found')
    expect((await refusal(operator.teachers.remove({ params }))).code).toBe('not_found')
    expect((await factNamesAbout(api, id)).at(-1)).toBe('TeacherRemoved')
  })

  it('never deletes a teacher whom a plan is just naming', async () => {
    const { id } = await addTestTeacher(api, unit)
    const params = { teacherId: id }
    const outcome = await Promise.allSettled([useIn(id, 'begun'), operator.teachers.remove({ params })])
    expect(outcome.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('lets nobody begin to be named who is disabled', async () => {
    const { id } = await addTestTeacher(api, unit)
    await operator.teachers.disable({ params: { teacherId: id } })
    await expect(useIn(id, 'begun')).rejects.toMatchObject({ code: 'state_conflict' })
  })
})

describe("the unit's teachers", () => {
  it('are found by name, pinyin, initials, whole ID number and state, and paged', async () => {
    const people = ['张三', '单小曾', '李三省', '阿卜杜拉·买买提'].map((name) => aTeacher(name))
    for (const body of people) await operator.teachers.add({ body })
    const named = async (query: object) => (await operator.teachers.list({ query })).data.map(({ name }) => name)
    expect(await named({})).toEqual(['阿卜杜拉·买买提', '李三省', '单小曾', '张三'])
    expect(await named({ q: '三' })).toEqual(['李三省', '张三'])
    expect(await named({ q: 'zhangsan' })).toEqual(['张三'])
    expect(await named({ q: 'SHAN X' })).toEqual(['单小曾'])
    expect(await named({ q: people[2]?.residentId })).toEqual(['李三省'])
    expect(await named({ q: '.*' })).toEqual([])
    const [first] = (await operator.teachers.list({ query: { limit: 1 } })).data
    await operator.teachers.disable({ params: { teacherId: first?.id ?? '' } })
    expect(await named({ state: 'enabled' })).toEqual(['李三省', '单小曾', '张三'])
    expect(await named({ state: 'disabled' })).toEqual(['阿卜杜拉·买买提'])
    const one = await operator.teachers.list({ query: { limit: 3 } })
    const two = await operator.teachers.list({ query: { limit: 3, cursor: one.nextCursor ?? '' } })
    expect([...one.data, ...two.data].map(({ name }) => name)).toEqual(await named({}))
    expect(two.nextCursor).toBeNull()
    const text = JSON.stringify([one, two])
    for (const { residentId, phone } of people) {
      expect(text).not.toContain(residentId)
      expect(text).not.toContain(phone)
    }
  })

  it('are not there for another unit, whatever is asked', async () => {
    const { id } = await addTestTeacher(api, unit)
    const other = api.as((await createUnitWithOperator(api)).token)
    for (const teacherId of [id, absentId, '1', '%00']) {
      const params = { teacherId }
      const calls = [
        other.teachers.get({ params }),
        other.teachers.edit({ params, body: { ...unnumbered(aTeacher()), version: 1 } }),
        other.teachers.enable({ params }),
        other.teachers.disable({ params }),
        other.teachers.remove({ params }),
      ]
      for (const { code } of await Promise.all(calls.map(refusal))) expect(code).toBe('not_found')
    }
    expect((await other.teachers.list()).data).toEqual([])
    expect((await refusal(api.as().teachers.list())).code).toBe('not_signed_in')
    expect((await refusal(operator.teachers.list({ query: { state: 'gone' as 'enabled' } }))).code).toBe(
      'invalid_input',
    )
  })
})
