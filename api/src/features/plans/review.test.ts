import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { aClass } from '../../../../test/support/classes'
import { factNamesAbout, factsAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { type PlanWorld, planWorld, submittedPlan } from '../../../../test/support/plans'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let world: PlanWorld
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

/** A region of its own for each test, so that routes and authorities of others do not reach into it. */
const REGIONS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '12', '13', '14'].map((city) => `44${city}00`)
let regionCode: string
beforeEach(async () => {
  regionCode = REGIONS.shift() ?? '441900'
  world = await planWorld(api, regionCode)
})

type Decision = 'approve' | 'return' | 'reject'
const decide = (client: PlanWorld['reviewer'], plan: { id: string; version: number }, decision: Decision) =>
  client.plans.decide({
    params: { planId: plan.id },
    body: { version: plan.version, decision, ...(decision !== 'approve' && { opinion: '请补充课程安排' }) },
  })

const bothSteps = (series: string | null = null, year: number | null = null) =>
  world.hrReviewer.plans.setReviewRoute({
    body: { regionCode, series, year, steps: ['industryAuthority', 'hrAuthority'] },
  })

describe('submitting', () => {
  it('locks the plan and tells whose decision it waits for', async () => {
    const { industry, unit, people } = world
    const plan = await submittedPlan(world)
    expect(plan).toMatchObject({
      state: 'submitted',
      reviewStep: 'industryAuthority',
      reviewSteps: ['industryAuthority'],
      reviewingBody: { id: industry.id, name: industry.name },
      submittedAt: new Date(api.clock.now()).toISOString(),
    })
    expect(plan.trail).toEqual([
      {
        step: 'declaration',
        organization: { id: unit.id, name: unit.name },
        operator: people.operator.name,
        at: plan.submittedAt,
        result: 'submitted',
        opinion: null,
        changes: null,
      },
    ])
  })

  it('needs a class, an offered course, enabled teachers and somebody who reviews', async () => {
    const { operator, reviewer, aPlan, course, teacher } = world
    const submit = async (body: typeof aPlan) => {
      const { id, version } = await operator.plans.create({ body })
      return operator.plans.submit({ params: { planId: id }, body: { version } })
    }
    expect((await refusal(submit({ ...aPlan, classes: [] }))).code).toBe('plan_needs_class')
    const { id, version } = await operator.plans.create({ body: aPlan })
    const later = () => operator.plans.submit({ params: { planId: id }, body: { version } })
    await operator.teachers.disable({ params: { teacherId: teacher.id } })
    expect(await refusal(later())).toMatchObject({
      code: 'teacher_disabled',
      detail: expect.stringContaining('林老师'),
    })
    await operator.teachers.enable({ params: { teacherId: teacher.id } })
    await reviewer.courses.retire({ params: { courseId: course.id } })
    expect((await refusal(later())).code).toBe('course_retired')
    const lonely = await createUnitWithOperator(api, { regionCode: '110000' })
    const far = api.as(lonely.token)
    const head = await far.teachers.add({
      body: { name: '远', residentId: '11010519491231002X', phone: '13700000000' },
    })
    const fresh = await planWorld(api, '442000')
    const classes = [{ ...fresh.aClass, headTeacherId: head.id, teacherIds: [] }]
    const draft = await far.plans.create({ body: { ...fresh.aPlan, classes } })
    const alone = far.plans.submit({ params: { planId: draft.id }, body: { version: draft.version } })
    expect((await refusal(alone)).code).toBe('no_reviewer')
  })

  it('shows on repetition what was changed', async () => {
    const { operator, reviewer, aPlan, aClass: planned } = world
    const first = await submittedPlan(world)
    const returned = await decide(reviewer, first, 'return')
    expect(returned.trail.at(-1)).toMatchObject({ result: 'returned', opinion: '请补充课程安排', changes: null })
    const params = { planId: first.id }
    const classes = [{ ...planned, id: first.classes[0]?.id, timetable: '三天，共 18 学时' }]
    const body = { ...aPlan, version: returned.version, remark: '已补充', classes }
    const { version } = await operator.plans.edit({ params, body })
    const second = await operator.plans.submit({ params, body: { version } })
    expect(second.trail.map(({ result }) => result)).toEqual(['submitted', 'returned', 'submitted'])
    expect(second.trail.at(-1)?.changes).toEqual([
      { classId: null, className: null, field: 'remark', before: null, after: '已补充' },
      {
        classId: first.classes[0]?.id,
        className: '第一期',
        field: 'timetable',
        before: planned.timetable,
        after: '三天，共 18 学时',
      },
    ])
    expect((await reviewer.plans.get({ params })).trail).toEqual(second.trail)
  })

  it('is taken back to what it was before: a returned plan is never deleted', async () => {
    const { operator, reviewer } = world
    const returned = await decide(reviewer, await submittedPlan(world), 'return')
    const params = { planId: returned.id }
    const { version } = await operator.plans.submit({ params, body: { version: returned.version } })
    const withdrawn = await operator.plans.withdraw({ params, body: { version } })
    expect(withdrawn).toMatchObject({ state: 'returned', reviewStep: null })
    expect(withdrawn.trail.at(-1)).toMatchObject({ step: 'declaration', result: 'withdrawn' })
    expect((await refusal(operator.plans.remove({ params }))).code).toBe('plan_not_draft')
    const stale = operator.plans.submit({ params, body: { version } })
    expect((await refusal(stale)).code).toBe('state_conflict')
  })
})

describe('deciding', () => {
  it('makes the classes of an approved plan, planned, with what the plan says of them', async () => {
    const { operator, reviewer, teacher, industry, people } = world
    const plan = await submittedPlan(world)
    const approved = await decide(reviewer, plan, 'approve')
    expect(approved).toMatchObject({ state: 'approved', reviewStep: null, reviewingBody: { id: industry.id } })
    expect(approved.trail.at(-1)).toMatchObject({
      step: 'industryAuthority',
      organization: { id: industry.id, name: industry.name },
      operator: people.reviewer.name,
      result: 'approved',
      opinion: null,
    })
    const { data } = await operator.classes.list()
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({
      id: plan.classes[0]?.id,
      name: '第一期',
      category: 'professional',
      courseName: plan.courseName,
      creditHourTenths: 180,
      plannedNumber: 60,
      state: 'planned',
      enrolledCount: 0,
      plan: { id: plan.id, studyMode: 'faceToFace', headTeacher: teacher, teachers: [teacher], subjects: ['工程伦理'] },
    })
    const params = { classId: data[0]?.id ?? '' }
    expect((await operator.classes.open({ params, body: {} })).state).toBe('open')
    expect(await factNamesAbout(api, plan.id)).toEqual(['PlanCreated', 'PlanSubmitted', 'PlanApproved'])
    expect((await factNamesAbout(api, params.classId))[0]).toBe('ClassCreated')
    expect((await operator.classes.create({ body: aClass })).plan).toBeNull()
  })

  it.each(['return', 'reject'] as const)('needs an opinion to %s, and makes no class', async (decision) => {
    const { operator, reviewer } = world
    const plan = await submittedPlan(world)
    const params = { planId: plan.id }
    const silent = reviewer.plans.decide({ params, body: { version: plan.version, decision, opinion: ' ' } })
    expect((await refusal(silent)).errors?.map(({ pointer }) => pointer)).toEqual(['#/opinion'])
    await decide(reviewer, plan, decision)
    expect((await factsAbout(api, plan.id)).at(-1)?.reason).toBe('请补充课程安排')
    expect((await operator.classes.list()).data).toEqual([])
  })

  it('is the work of another person than the one who submitted, with the grant', async () => {
    const { industry, people, operator, reviewer } = world
    const plan = await submittedPlan(world)
    const both = api.as(await actFor(api, people.operator, industry))
    expect((await both.plans.get({ params: { planId: plan.id } })).abilities.approve).toBe(false)
    expect((await refusal(decide(both, plan, 'approve'))).code).toBe('own_submission')
    const clerk = await actFor(api, await registerPerson(api), industry, ['operate'])
    expect((await refusal(decide(api.as(clerk), plan, 'approve'))).code).toBe('not_allowed')
    expect((await refusal(decide(operator, plan, 'approve'))).code).toBe('not_allowed')
    expect((await refusal(decide(reviewer, { ...plan, version: 1 }, 'approve'))).code).toBe('state_conflict')
    expect((await decide(reviewer, plan, 'approve')).state).toBe('approved')
  })

  it('is asked for in the order of submission', async () => {
    const { operator, reviewer, hrReviewer } = world
    const plans = []
    for (let count = 0; count < 3; count += 1) {
      plans.push(await submittedPlan(world))
      api.clock.advance(1_000)
    }
    const one = await reviewer.plans.toReview({ query: { limit: 2 } })
    const two = await reviewer.plans.toReview({ query: { limit: 2, cursor: one.nextCursor ?? '' } })
    expect([...one.data, ...two.data].map(({ id }) => id)).toEqual(plans.map(({ id }) => id))
    expect(two.nextCursor).toBeNull()
    const [first] = one.data
    if (first) await decide(reviewer, first, 'approve')
    expect((await reviewer.plans.toReview()).data).toHaveLength(2)
    expect((await hrReviewer.plans.toReview()).data).toEqual([])
    expect((await refusal(operator.plans.toReview())).code).toBe('not_allowed')
    expect((await refusal(api.as().plans.toReview())).code).toBe('not_signed_in')
  })
})

describe('a route of two steps', () => {
  it('goes to the HR authority after the industry authority, and makes the classes at the end', async () => {
    await bothSteps()
    const { operator, reviewer, hrReviewer, hr } = world
    const plan = await submittedPlan(world)
    expect(plan.reviewSteps).toEqual(['industryAuthority', 'hrAuthority'])
    expect((await refusal(decide(hrReviewer, plan, 'approve'))).code).toBe('state_conflict')
    const half = await decide(reviewer, plan, 'approve')
    expect(half).toMatchObject({ state: 'submitted', reviewStep: 'hrAuthority', reviewingBody: { id: hr.id } })
    expect(half.abilities.approve).toBe(false)
    expect((await operator.classes.list()).data).toEqual([])
    expect((await refusal(decide(reviewer, half, 'approve'))).code).toBe('state_conflict')
    const params = { planId: plan.id }
    const withdraw = operator.plans.withdraw({ params, body: { version: half.version } })
    expect((await refusal(withdraw)).code).toBe('plan_decided')
    expect((await operator.plans.get({ params })).abilities.withdraw).toBe(false)
    const waiting = (await hrReviewer.plans.toReview()).data
    expect(waiting.map(({ id, abilities }) => [id, abilities.approve])).toEqual([[plan.id, true]])
    const approved = await decide(hrReviewer, half, 'approve')
    expect(approved.trail.map(({ step }) => step)).toEqual(['declaration', 'industryAuthority', 'hrAuthority'])
    expect((await operator.classes.list()).data).toHaveLength(1)
    const names = ['PlanCreated', 'PlanSubmitted', 'PlanStepApproved', 'PlanApproved']
    expect(await factNamesAbout(api, plan.id)).toEqual(names)
  })

  it('lets two approvals of the first step at once count as one', async () => {
    await bothSteps()
    const { reviewer } = world
    const plan = await submittedPlan(world)
    const both = await Promise.allSettled([decide(reviewer, plan, 'approve'), decide(reviewer, plan, 'approve')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await reviewer.plans.get({ params: { planId: plan.id } })).reviewStep).toBe('hrAuthority')
  })
})

describe('review routes', () => {
  it('are set, replaced and taken back by the HR authority for its own region', async () => {
    const { hrReviewer, tokens } = world
    const steps: ('industryAuthority' | 'hrAuthority')[] = ['industryAuthority']
    const body = { regionCode, series: '080', year: 2026, steps }
    const [set, raced] = await Promise.all([
      hrReviewer.plans.setReviewRoute({ body }),
      hrReviewer.plans.setReviewRoute({ body }),
    ])
    expect(raced.id).toBe(set.id)
    await bothSteps('080', 2026)
    const { data } = await hrReviewer.plans.reviewRoutes()
    expect(data).toMatchObject([{ id: set.id, series: '080', steps: ['industryAuthority', 'hrAuthority'] }])
    expect((await submittedPlan(world)).reviewSteps).toHaveLength(2)
    const params = { routeId: set.id }
    const elsewhere = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '442000' })
    const other = api.as(elsewhere.token).plans
    expect((await refusal(other.setReviewRoute({ body }))).code).toBe('not_allowed')
    expect((await refusal(other.removeReviewRoute({ params }))).code).toBe('not_found')
    expect((await other.reviewRoutes()).data.map(({ id }) => id)).not.toContain(set.id)
    for (const token of [tokens.operator, tokens.reviewer]) {
      const calls = [
        api.as(token).plans.setReviewRoute({ body }),
        api.as(token).plans.removeReviewRoute({ params }),
        api.as(token).plans.reviewRoutes(),
      ]
      for (const { code } of await Promise.all(calls.map(refusal))) expect(code).toBe('not_allowed')
    }
    expect((await refusal(api.as().plans.reviewRoutes())).code).toBe('not_signed_in')
    for (const wrong of [
      { steps: [] },
      { steps: ['hrAuthority' as const] },
      { regionCode: '999999' },
      { series: 'x' },
    ]) {
      const call = hrReviewer.plans.setReviewRoute({ body: { ...body, ...wrong } })
      expect((await refusal(call)).code).toBe('invalid_input')
    }
    await hrReviewer.plans.removeReviewRoute({ params })
    expect((await refusal(hrReviewer.plans.removeReviewRoute({ params }))).code).toBe('not_found')
    expect((await submittedPlan(world)).reviewSteps).toHaveLength(1)
  })
})
