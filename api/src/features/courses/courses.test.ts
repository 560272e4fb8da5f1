import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { aCourse, addCourse } from '../../../../test/support/courses'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let authority: TestUnit
let keeper: ReturnType<TestApi['as']>
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  const made = await createUnitWithOperator(api, { kind: 'industryAuthority' })
  authority = made.unit
  keeper = api.as(made.token)
})

describe('the catalogue', () => {
  it('is read by everybody signed in, content included', async () => {
    const course = await keeper.courses.create({ body: aCourse })
    expect(course).toMatchObject({
      ...aCourse,
      authority: { id: authority.id, name: authority.name },
      state: 'offered',
      abilities: { edit: true, retire: true },
    })
    const params = { courseId: course.id }
    const newcomer = await registerPerson(api, { isRealName: false })
    const seen = await api.as(newcomer.token).courses.get({ params })
    expect(seen).toEqual({ ...course, abilities: { edit: false, retire: false } })
    const unit = await createUnitWithOperator(api)
    expect((await api.as(unit.token).courses.list()).data.map(({ id }) => id)).toContain(course.id)
    expect((await refusal(api.as().courses.list())).code).toBe('not_signed_in')
    expect((await refusal(api.as().courses.get({ params }))).code).toBe('not_signed_in')
    for (const courseId of ['f'.repeat(24), '1']) {
      expect((await refusal(keeper.courses.get({ params: { courseId } }))).code).toBe('not_found')
    }
  })

  it('is filtered by authority, series, year and name, sorted by pinyin and paged', async () => {
    await addCourse(api, authority, { name: '桥梁养护' })
    await addCourse(api, authority, { name: '安全生产', year: 2025 })
    await addCourse(api, authority, { name: '护理新进展', series: '250' })
    const retired = await addCourse(api, authority, { name: '旧规范' })
    await keeper.courses.retire({ params: { courseId: retired.id } })
    const other = await createUnitWithOperator(api, { kind: 'industryAuthority' })
    await addCourse(api, other.unit, { name: '桥梁养护' })
    const authorityId = authority.id
    const named = async (query: object) =>
      (await keeper.courses.list({ query: { authorityId, ...query } })).data.map(({ name }) => name)
    expect(await named({})).toEqual(['安全生产', '护理新进展', '桥梁养护'])
    expect(await named({ series: '250' })).toEqual(['护理新进展'])
    expect(await named({ year: 2025 })).toEqual(['安全生产'])
    expect(await named({ q: '梁养' })).toEqual(['桥梁养护'])
    expect(await named({ q: 'qiao liang' })).toEqual(['桥梁养护'])
    expect(await named({ q: 'AQSC' })).toEqual(['安全生产'])
    expect(await named({ q: '.*' })).toEqual([])
    expect(await named({ state: 'retired' })).toEqual(['旧规范'])
    const one = await keeper.courses.list({ query: { authorityId, limit: 2 } })
    const two = await keeper.courses.list({ query: { authorityId, limit: 2, cursor: one.nextCursor ?? '' } })
    expect([...one.data, ...two.data].map(({ name }) => name)).toEqual(await named({}))
    expect(two.nextCursor).toBeNull()
    const everywhere = await keeper.courses.list({ query: { q: '桥梁养护', year: 2026 } })
    expect(new Set(everywhere.data.map((course) => course.authority.id))).toEqual(new Set([authorityId, other.unit.id]))
    const wrong = keeper.courses.list({ query: { series: '999' } })
    expect((await refusal(wrong)).code).toBe('invalid_input')
  })
})

describe('keeping a course', () => {
  it('is for operators of an industry authority with the grant, and for its own courses', async () => {
    const { id } = await addCourse(api, authority)
    const person = await registerPerson(api)
    const tokens = [
      await actFor(api, person, authority, ['decide']),
      (await createUnitWithOperator(api)).token,
      (await createUnitWithOperator(api, { kind: 'hrAuthority' })).token,
    ]
    for (const token of tokens) {
      const call = api.as(token).courses.create({ body: { ...aCourse, name: '别的' } })
      expect((await refusal(call)).code).toBe('not_allowed')
    }
    tokens.push((await createUnitWithOperator(api, { kind: 'industryAuthority' })).token)
    const params = { courseId: id }
    for (const client of tokens.map((token) => api.as(token).courses)) {
      const edit = client.edit({ params, body: { ...aCourse, version: 1 } })
      expect((await refusal(edit)).code).toBe('not_allowed')
      expect((await refusal(client.retire({ params }))).code).toBe('not_allowed')
      expect((await client.get({ params })).abilities).toEqual({ edit: false, retire: false })
    }
    const alone = api.as(person.token).courses
    expect((await refusal(alone.create({ body: aCourse }))).code).toBe('organization_required')
    expect((await refusal(api.as().courses.create({ body: aCourse }))).code).toBe('not_signed_in')
    expect((await refusal(keeper.courses.retire({ params: { courseId: 'f'.repeat(24) } }))).code).toBe('not_found')
  })

  it('names every wrong field with a sentence', async () => {
    const body = { series: '999', year: 26, name: ' ', content: '' }
    const problem = await refusal(keeper.courses.create({ body }))
    const pointers = problem.errors?.map(({ pointer }) => pointer).sort()
    expect(pointers).toEqual(['#/content', '#/name', '#/series', '#/year'])
    for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/\p{Script=Han}/u)
    const long = keeper.courses.create({ body: { ...aCourse, content: '长'.repeat(2_001) } })
    expect((await refusal(long)).code).toBe('invalid_input')
  })

  it('offers a course once, whoever is faster, and again after it was retired', async () => {
    const both = await Promise.allSettled([
      keeper.courses.create({ body: aCourse }),
      keeper.courses.create({ body: aCourse }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await refusal(keeper.courses.create({ body: aCourse }))).code).toBe('course_exists')
    const [listed] = (await keeper.courses.list({ query: { authorityId: authority.id } })).data
    await keeper.courses.retire({ params: { courseId: listed?.id ?? '' } })
    expect((await keeper.courses.create({ body: aCourse })).id).not.toBe(listed?.id)
  })

  it('changes it from the version that was read, and lets one of two through', async () => {
    const { id } = await addCourse(api, authority)
    await addCourse(api, authority, { name: '已有课程' })
    const edit = (body: object) =>
      keeper.courses.edit({ params: { courseId: id }, body: { ...aCourse, version: 1, ...body } })
    expect((await refusal(edit({ name: '已有课程' }))).code).toBe('course_exists')
    const both = await Promise.allSettled([edit({ name: '工程伦理（上）' }), edit({ name: '工程伦理（下）' })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await refusal(edit({}))).code).toBe('state_conflict')
    expect(await factNamesAbout(api, id)).toEqual(['CourseCreated', 'CourseChanged'])
  })

  it('retires it once; after that it neither changes nor retires', async () => {
    const { id } = await addCourse(api, authority)
    const params = { courseId: id }
    const both = await Promise.allSettled([keeper.courses.retire({ params }), keeper.courses.retire({ params })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await keeper.courses.get({ params })).toMatchObject({
      state: 'retired',
      version: 2,
      abilities: { edit: false, retire: false },
    })
    expect((await refusal(keeper.courses.retire({ params }))).code).toBe('course_retired')
    const edit = keeper.courses.edit({ params, body: { ...aCourse, version: 2 } })
    expect((await refusal(edit)).code).toBe('course_retired')
    expect(await factNamesAbout(api, id)).toEqual(['CourseCreated', 'CourseRetired'])
  })
})
