import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addCourse } from '../../../../test/support/courses'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { type PlanWorld, planWorld, submittedPlan } from '../../../../test/support/plans'
import { refusal } from '../../../../test/support/refusal'
import { addTestTeacher } from '../../../../test/support/teachers'

let api: TestApi
let world: PlanWorld
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  world = await planWorld(api)
})

const absentId = 'f'.repeat(24)
const settled = (both: PromiseSettledResult<unknown>[]) => both.map(({ status }) => status).sort()
const pointersOf = async (call: Promise<unknown>) => {
  const problem = await refusal(call)
  expect(problem.code).toBe('invalid_input')
  for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/\p{Script=Han}/u)
  return problem.errors?.map(({ pointer }) => pointer).sort()
}

describe('drafting a plan', () => {
  it('takes the course and six hours a day, and names the teachers', async () => {
    const { operator, aPlan, course, teacher, unit } = world
    const plan = await operator.plans.create({ body: aPlan })
    const {
      classes: [planned],
      ...rest
    } = plan
    expect(rest).toMatchObject({
      unit: { id: unit.id, name: unit.name },
      courseName: course.name,
      series: course.series,
      creditHourTenths: 180,
      classCount: 1,
      state: 'draft',
      reviewStep: null,
      reviewingBody: null,
      trail: [],
      version: 1,
    })
    expect(planned).toMatchObject({ name: '第一期', headTeacher: teacher, teachers: [teacher], subjects: ['工程伦理'] })
    expect(plan.abilities).toEqual({
      edit: true,
      remove: true,
      submit: true,
      withdraw: false,
      approve: false,
      return: false,
      reject: false,
    })
    expect(await operator.plans.get({ params: { planId: plan.id } })).toEqual(plan)
    expect(await factNamesAbout(api, plan.id)).toEqual(['PlanCreated'])
    const own = await operator.plans.create({ body: { ...aPlan, creditHourTenths: 165, classes: [] } })
    expect([own.creditHourTenths, own.abilities.submit]).toEqual([165, false])
  })

  it('names every wrong field with a sentence', async () => {
    const { operator, aPlan, aClass } = world
    const wrong = {
      ...aPlan,
      name: ' ',
      content: '长'.repeat(501),
      classes: [
        { ...aClass, plannedNumber: 0, studyMode: 'telepathy', examType: '', subjects: ['甲', '甲'], place: '' },
      ],
    }
    expect(await pointersOf(operator.plans.create({ body: wrong }))).toEqual([
      '#/classes/0/examType',
      '#/classes/0/place',
      '#/classes/0/plannedNumber',
      '#/classes/0/studyMode',
      '#/classes/0/subjects',
      '#/content',
      '#/name',
    ])
  })

  it.each([
    ['an end before the start', { endsOn: '2026-04-30', classes: [] }, ['#/endsOn']],
    ['more days than there are', { trainingDays: 62 }, ['#/trainingDays']],
    ['a year of other dates', { startsOn: '2027-05-01', endsOn: '2027-06-30', classes: [] }, ['#/year']],
    ['a course of another year', { year: 2025, startsOn: '2025-05-01', endsOn: '2026-06-30' }, ['#/year']],
    ['a course that is not there', { courseId: absentId }, ['#/courseId']],
  ])('refuses %s', async (_, wrong, pointers) => {
    const { operator, aPlan } = world
    expect(await pointersOf(operator.plans.create({ body: { ...aPlan, ...wrong } }))).toEqual(pointers)
  })

  it.each([
    ['outside the plan', { startsOn: '2026-04-30', endsOn: '2026-07-01' }, ['endsOn', 'startsOn']],
    ['backwards', { startsOn: '2026-05-08', endsOn: '2026-05-06' }, ['endsOn']],
    ['with an id of its own', { id: absentId }, ['id']],
    [
      'with teachers who are not there',
      { headTeacherId: absentId, teacherIds: [absentId] },
      ['headTeacherId', 'teacherIds/0'],
    ],
  ])('refuses a class %s', async (_, wrong, fields) => {
    const { operator, aPlan, aClass } = world
    const call = operator.plans.create({ body: { ...aPlan, classes: [{ ...aClass, ...wrong }] } })
    expect(await pointersOf(call)).toEqual(fields.map((field) => `#/classes/0/${field}`))
  })

  it("refuses another unit's and disabled teachers and a retired course", async () => {
    const { operator, reviewer, aPlan, aClass, teacher, course } = world
    const stranger = await addTestTeacher(api, (await createUnitWithOperator(api)).unit)
    const foreign = { ...aPlan, classes: [{ ...aClass, teacherIds: [stranger.id] }] }
    expect(await pointersOf(operator.plans.create({ body: foreign }))).toEqual(['#/classes/0/teacherIds/0'])
    const { id, version, classes } = await operator.plans.create({ body: aPlan })
    await operator.teachers.disable({ params: { teacherId: teacher.id } })
    await reviewer.courses.retire({ params: { courseId: course.id } })
    expect(await pointersOf(operator.plans.create({ body: aPlan }))).toEqual([
      '#/classes/0/headTeacherId',
      '#/classes/0/teacherIds/0',
      '#/courseId',
    ])
    const kept = { ...aPlan, version, classes: [{ ...aClass, id: classes[0]?.id }] }
    expect((await operator.plans.edit({ params: { planId: id }, body: kept })).version).toBe(2)
  })

  it('is for operators of a unit with the grant', async () => {
    const { aPlan, unit, tokens } = world
    const person = await registerPerson(api)
    const decider = await actFor(api, person, unit, ['decide'])
    const provider = (await createUnitWithOperator(api, { kind: 'provider' })).token
    for (const token of [decider, provider, tokens.reviewer, tokens.hrReviewer]) {
      expect((await refusal(api.as(token).plans.create({ body: aPlan }))).code).toBe('not_allowed')
    }
    expect((await refusal(api.as(person.token).plans.create({ body: aPlan }))).code).toBe('organization_required')
    expect((await refusal(api.as().plans.create({ body: aPlan }))).code).toBe('not_signed_in')
    const { id, version } = await world.operator.plans.create({ body: aPlan })
    const params = { planId: id }
    const seen = await api.as(decider).plans.get({ params })
    expect(Object.values(seen.abilities).some(Boolean)).toBe(false)
    const calls = [
      api.as(decider).plans.edit({ params, body: { ...aPlan, version } }),
      api.as(decider).plans.remove({ params }),
      api.as(decider).plans.submit({ params, body: { version } }),
      api.as(decider).plans.withdraw({ params, body: { version } }),
      api.as(decider).plans.decide({ params, body: { version, decision: 'approve' } }),
      api.as(decider).plans.toReview(),
    ]
    for (const { code } of await Promise.all(calls.map(refusal))) expect(code).toBe('not_allowed')
  })
})

describe('changing a draft', () => {
  it('keeps the classes it names by id, and lets one of two editors through', async () => {
    const { operator, aPlan, aClass } = world
    const { id, version, classes } = await operator.plans.create({ body: aPlan })
    const params = { planId: id }
    const body = {
      ...aPlan,
      version,
      classes: [
        { ...aClass, name: '第二期' },
        { ...aClass, id: classes[0]?.id },
      ],
    }
    const changed = await operator.plans.edit({ params, body })
    expect(changed.classes.map(({ name }) => name)).toEqual(['第二期', '第一期'])
    expect(changed.classes[1]?.id).toBe(classes[0]?.id)
    expect((await refusal(operator.plans.edit({ params, body }))).code).toBe('state_conflict')
    const again = { ...aPlan, version: 2 }
    const both = await Promise.allSettled([
      operator.plans.edit({ params, body: again }),
      operator.plans.edit({ params, body: again }),
    ])
    expect(settled(both)).toEqual(['fulfilled', 'rejected'])
    expect(await factNamesAbout(api, id)).toEqual(['PlanCreated', 'PlanChanged', 'PlanChanged'])
    const doubled = [classes[0]?.id, classes[0]?.id].map((classId) => ({ ...aClass, id: classId }))
    const twice = operator.plans.edit({ params, body: { ...aPlan, version: 3, classes: doubled } })
    expect(await pointersOf(twice)).toEqual(['#/classes/0/id', '#/classes/1/id'])
  })

  it('lets go of teachers it names no more, so that they can be deleted', async () => {
    const { operator, aPlan, aClass, teacher, unit } = world
    const other = await addTestTeacher(api, unit, '周老师')
    const { id, version } = await operator.plans.create({ body: aPlan })
    const planParams = { planId: id }
    const params = { teacherId: teacher.id }
    expect((await refusal(operator.teachers.remove({ params }))).code).toBe('teacher_in_use')
    const classes = [{ ...aClass, headTeacherId: other.id, teacherIds: [] }]
    await operator.plans.edit({ params: planParams, body: { ...aPlan, version, classes } })
    await operator.teachers.remove({ params })
    expect((await refusal(operator.teachers.remove({ params: { teacherId: other.id } }))).code).toBe('teacher_in_use')
    await operator.plans.remove({ params: planParams })
    await operator.teachers.remove({ params: { teacherId: other.id } })
    expect((await refusal(operator.plans.get({ params: planParams }))).code).toBe('not_found')
    expect((await refusal(operator.plans.remove({ params: planParams }))).code).toBe('not_found')
    expect((await factNamesAbout(api, id)).at(-1)).toBe('PlanRemoved')
  })
})

describe('who sees a plan', () => {
  it("is not another unit's operator, whatever is asked", async () => {
    const { id } = await submittedPlan(world)
    const elsewhere = await planWorld(api, '442000')
    const strangers = [elsewhere.operator, elsewhere.reviewer, elsewhere.hrReviewer, world.hrReviewer]
    const body = { version: 1 }
    for (const stranger of strangers) {
      for (const planId of [id, absentId, '1', '%00']) {
        const params = { planId }
        const calls = [
          stranger.plans.get({ params }),
          stranger.plans.edit({ params, body: { ...elsewhere.aPlan, version: 1 } }),
          stranger.plans.remove({ params }),
          stranger.plans.submit({ params, body }),
          stranger.plans.withdraw({ params, body }),
          stranger.plans.decide({ params, body: { ...body, decision: 'approve' } }),
        ]
        for (const { code } of await Promise.all(calls.map(refusal))) expect(code).toBe('not_found')
      }
      expect((await stranger.plans.list()).data.map((line) => line.id)).not.toContain(id)
    }
    expect((await refusal(api.as().plans.get({ params: { planId: id } }))).code).toBe('not_signed_in')
  })

  it('is the authority of the course, from the first submission on, as it was submitted', async () => {
    const { operator, reviewer, aPlan } = world
    const ofOtherIndustry = await createUnitWithOperator(api, { kind: 'industryAuthority', name: '东莞市卫生健康局' })
    const health = api.as(ofOtherIndustry.token)
    const { id } = await operator.plans.create({ body: aPlan })
    const params = { planId: id }
    expect((await refusal(reviewer.plans.get({ params }))).code).toBe('not_found')
    await operator.plans.submit({ params, body: { version: 1 } })
    expect((await reviewer.plans.get({ params })).name).toBe(aPlan.name)
    expect((await refusal(health.plans.get({ params }))).code).toBe('not_found')
    expect((await health.plans.toReview()).data).toEqual([])
    await operator.plans.withdraw({ params, body: { version: 2 } })
    expect((await refusal(reviewer.plans.get({ params }))).code).toBe('not_found')
    await operator.plans.submit({ params, body: { version: 3 } })
    await reviewer.plans.decide({ params, body: { version: 4, decision: 'return', opinion: '请补充' } })
    await operator.plans.edit({ params, body: { ...aPlan, name: '改到一半', version: 5 } })
    expect((await operator.plans.get({ params })).name).toBe('改到一半')
    expect(await reviewer.plans.get({ params })).toMatchObject({ name: aPlan.name, state: 'returned' })
    expect((await refusal(reviewer.plans.edit({ params, body: { ...aPlan, version: 6 } }))).code).toBe('not_allowed')
  })
})

describe('the list', () => {
  it('is filtered by course, name, year and state, newest first, and paged', async () => {
    const { operator, reviewer, industry, aPlan } = world
    const bridge = await addCourse(api, industry, { name: '桥梁养护' })
    const old = await addCourse(api, industry, { name: '旧年课程', year: 2025 })
    await operator.plans.create({ body: { ...aPlan, name: '春季计划' } })
    await operator.plans.create({ body: { ...aPlan, name: '秋季计划', courseId: bridge.id } })
    const dates = { year: 2025, startsOn: '2025-05-01', endsOn: '2025-06-30', classes: [] }
    await operator.plans.create({ body: { ...aPlan, ...dates, name: '去年计划', courseId: old.id } })
    const submitted = await submittedPlan(world)
    const named = async (query: object) => (await operator.plans.list({ query })).data.map(({ name }) => name)
    expect(await named({})).toEqual([aPlan.name, '去年计划', '秋季计划', '春季计划'])
    expect(await named({ course: '桥梁' })).toEqual(['秋季计划'])
    expect(await named({ course: 'qlyh' })).toEqual(['秋季计划'])
    expect(await named({ q: 'chunji' })).toEqual(['春季计划'])
    expect(await named({ q: '.*' })).toEqual([])
    expect(await named({ year: 2025 })).toEqual(['去年计划'])
    expect(await named({ state: 'submitted' })).toEqual([aPlan.name])
    expect(await named({ state: 'approved' })).toEqual([])
    const one = await operator.plans.list({ query: { limit: 3 } })
    const two = await operator.plans.list({ query: { limit: 3, cursor: one.nextCursor ?? '' } })
    expect([...one.data, ...two.data].map(({ name }) => name)).toEqual(await named({}))
    expect(two.nextCursor).toBeNull()
    expect(one.data[0]).toMatchObject({
      classCount: 1,
      reviewStep: 'industryAuthority',
      reviewingBody: { id: industry.id, name: industry.name },
    })
    const drafts = reviewer.plans.list({ query: { state: 'draft' } })
    expect((await drafts).data).toEqual([])
    await reviewer.plans.decide({ params: { planId: submitted.id }, body: { version: 2, decision: 'approve' } })
    expect(await named({ state: 'approved', course: '工程', q: '2026', year: 2026 })).toEqual([aPlan.name])
    const wrong = operator.plans.list({ query: { state: 'gone' as 'draft' } })
    expect((await refusal(wrong)).code).toBe('invalid_input')
  })
})
