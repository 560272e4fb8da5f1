import { maskPhone, maskResidentId } from '@jijiao/shared/identifiers'
import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import {
  aClass,
  addConfirmedTrainees,
  addOpenClass,
  addTrainees,
  type TestTrainee,
} from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { classModel } from './class.model'
import { keepEnrollments } from './enrollment.commands'
import { enrollmentModel } from './enrollment.model'

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
const idsOf = (trainees: readonly TestTrainee[]) => trainees.map(({ traineeId }) => traineeId)
const openClass = async (trainees: readonly TestTrainee[] = [], plannedNumber = 60) =>
  String((await addOpenClass(api, unit, trainees, { plannedNumber }))._id)

const enrol = (classId: string, traineeIds: string[]) =>
  operator.classes.enrol({ params: { classId }, body: { traineeIds } })
const withdraw = (classId: string, traineeIds: string[]) =>
  operator.classes.withdraw({ params: { classId }, body: { traineeIds } })
const listed = async (classId: string, tab: 'enrolled' | 'candidates') =>
  (await operator.classes.enrollments({ params: { classId }, query: { tab } })).data

/** The class's own count next to the enrolments that exist. */
async function counts(classId: string) {
  const { db } = api.app.deps
  const trainingClass = await classModel(db).findById(classId).orFail().lean()
  const stored = await enrollmentModel(db).countDocuments({ classId: new Types.ObjectId(classId) })
  return [trainingClass.enrolledCount, stored]
}

const refusedWith = (code: string) => ({ outcome: 'refused', problem: { code, title: expect.any(String) } })

describe('enrolling', () => {
  it("takes the unit's confirmed trainees, each with a result", async () => {
    const classId = await openClass()
    const confirmed = await addConfirmedTrainees(api, unit, 2)
    const [unknown] = await addTrainees(api, 1)
    const elsewhere = await createUnitWithOperator(api)
    const [theirs] = await addConfirmedTrainees(api, elsewhere.unit, 1)
    const asked = [...idsOf(confirmed), unknown?.traineeId ?? '', theirs?.traineeId ?? '', absentId]
    const { results } = await enrol(classId, asked)
    expect(results).toEqual([
      { id: asked[0], outcome: 'done' },
      { id: asked[1], outcome: 'done' },
      ...asked.slice(2).map((id) => ({ id, ...refusedWith('trainee_not_confirmed') })),
    ])
    expect(await counts(classId)).toEqual([2, 2])
    const [enrollment] = await enrollmentModel(api.app.deps.db).find({ traineeId: asked[0] }).lean()
    expect(await factNamesAbout(api, String(enrollment?._id))).toEqual(['TraineeEnrolled'])
  })

  it('changes nothing when repeated', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 2)
    const classId = await openClass()
    const first = await enrol(classId, idsOf(trainees))
    expect(await enrol(classId, [...idsOf(trainees), ...idsOf(trainees)])).toEqual(first)
    expect(await counts(classId)).toEqual([2, 2])
  })

  it('stops at the planned number', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 3)
    const classId = await openClass([], 2)
    const { results } = await enrol(classId, idsOf(trainees))
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'refused'])
    expect(results[2]).toMatchObject(refusedWith('class_full'))
    expect(await counts(classId)).toEqual([2, 2])
    expect((await listed(classId, 'candidates'))[0]?.abilities).toEqual({ enrol: false, withdraw: false })
  })

  it('gives ten places to ten of twenty who are enrolled at once', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 20)
    const classId = await openClass([], 10)
    const answers = await Promise.all(idsOf(trainees).map((traineeId) => enrol(classId, [traineeId])))
    const results = answers.flatMap((answer) => answer.results)
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(10)
    const refused = results.filter(({ outcome }) => outcome === 'refused')
    for (const result of refused) expect(result).toMatchObject(refusedWith('class_full'))
    expect(await counts(classId)).toEqual([10, 10])
  })

  it('counts a trainee once who is enrolled by many at once', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 1)
    const classId = await openClass()
    const answers = await Promise.all(Array.from({ length: 8 }, () => enrol(classId, idsOf(trainees))))
    for (const { results } of answers) expect(results).toMatchObject([{ outcome: 'done' }])
    expect(await counts(classId)).toEqual([1, 1])
  })

  it('goes only while the class is open', async () => {
    const traineeIds = idsOf(await addConfirmedTrainees(api, unit, 1))
    const { id } = await operator.classes.create({ body: aClass })
    expect((await refusal(enrol(id, traineeIds))).code).toBe('class_not_open')
    await operator.classes.open({ params: { classId: id }, body: {} })
    await enrol(id, traineeIds)
    await operator.classEndings.cancel({ params: { classId: id }, body: {} })
    expect((await refusal(enrol(id, traineeIds))).code).toBe('class_not_open')
    expect((await refusal(withdraw(id, traineeIds))).code).toBe('class_not_open')
  })

  it('never ends with a trainee in a class that was cancelled at the same moment, uncounted', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 4)
    const classId = await openClass()
    const [cancelled, ...enrolled] = await Promise.allSettled([
      operator.classEndings.cancel({ params: { classId }, body: {} }),
      ...idsOf(trainees).map((traineeId) => enrol(classId, [traineeId])),
    ])
    expect(cancelled.status).toBe('fulfilled')
    const done = enrolled.filter(({ status }) => status === 'fulfilled').length
    expect(await counts(classId)).toEqual([done, done])
  })

  it('needs an operator with the grant', async () => {
    const [trainee] = await addConfirmedTrainees(api, unit, 1)
    const classId = await openClass()
    const call = { params: { classId }, body: { traineeIds: [trainee?.traineeId ?? ''] } }
    const decider = api.as(await actFor(api, await registerPerson(api), unit, ['decide']))
    for (const verb of ['enrol', 'withdraw'] as const) {
      expect((await refusal(decider.classes[verb](call))).code).toBe('not_allowed')
      expect((await refusal(api.as(trainee?.token).classes[verb](call))).code).toBe('organization_required')
      expect((await refusal(api.as().classes[verb](call))).code).toBe('not_signed_in')
    }
  })

  it.each([
    { traineeIds: [] },
    { traineeIds: Array.from({ length: 201 }, () => absentId) },
    { traineeIds: [{ $ne: null }] },
    { traineeIds: { $in: [absentId] } },
    { traineeIds: ['a\0'] },
    { traineeIds: [absentId], $inc: { enrolledCount: -5 } },
    [absentId],
    'a'.repeat(90_000),
  ])('refuses a body like %j', async (body) => {
    const classId = await openClass()
    const call = operator.classes.enrol({ params: { classId }, body: body as never })
    expect(['invalid_input', 'malformed_request']).toContain((await refusal(call)).code)
  })
})

describe('the two tabs', () => {
  it('show who is in and who is not, by pinyin, masked', async () => {
    const names = ['赵一', '陈二', '李三']
    const trainees = await addConfirmedTrainees(api, unit, 3, names)
    const classId = await openClass(trainees.slice(0, 2))
    const [first, second] = await listed(classId, 'enrolled')
    expect([first?.name, second?.name]).toEqual(['陈二', '赵一'])
    expect(first).toMatchObject({ enrolledAt: expect.any(String), abilities: { enrol: false, withdraw: true } })
    expect(first?.residentId).toBe(maskResidentId(trainees[1]?.residentId ?? ''))
    expect(first?.phone).toBe(maskPhone(trainees[1]?.phone ?? ''))
    const candidates = await listed(classId, 'candidates')
    expect(candidates).toMatchObject([{ name: '李三', enrolledAt: null, abilities: { enrol: true, withdraw: false } }])
    const text = JSON.stringify([first, second, candidates])
    for (const { residentId, phone } of trainees) {
      expect(text).not.toContain(residentId)
      expect(text).not.toContain(phone)
    }
  })

  it.each(['enrolled', 'candidates'] as const)('search and page in %s', async (tab) => {
    const trainees = await addConfirmedTrainees(api, unit, 5, ['周五', '陈一', '李二', '陈一', '王四'])
    const classId = await openClass(tab === 'enrolled' ? trainees : [])
    const read = (query: object) => operator.classes.enrollments({ params: { classId }, query: { tab, ...query } })
    const names: string[] = []
    let cursor = ''
    do {
      const page = await read({ limit: 2, cursor })
      names.push(...page.data.map(({ name }) => name))
      cursor = page.nextCursor ?? ''
    } while (cursor)
    expect(names).toEqual(['陈一', '陈一', '李二', '王四', '周五'])
    expect((await read({ q: 'ws' })).data).toMatchObject([{ name: '王四' }])
    expect((await read({ q: trainees[0]?.residentId })).data).toMatchObject([{ name: '周五' }])
    expect((await read({ q: '$' })).data).toEqual([])
  })
})

describe('withdrawing', () => {
  it('makes room again and keeps the history', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 2)
    const [leaving = '', staying = ''] = idsOf(trainees)
    const classId = await openClass(trainees, 2)
    const [enrollment] = await enrollmentModel(api.app.deps.db).find({ traineeId: leaving }).lean()
    const { results } = await withdraw(classId, [leaving, absentId])
    expect(results).toEqual([
      { id: leaving, outcome: 'done' },
      { id: absentId, ...refusedWith('not_found') },
    ])
    expect((await listed(classId, 'enrolled')).map(({ traineeId }) => traineeId)).toEqual([staying])
    expect(await counts(classId)).toEqual([1, 1])
    expect(await factNamesAbout(api, String(enrollment?._id))).toEqual(['TraineeEnrolled', 'EnrollmentWithdrawn'])
    expect((await enrol(classId, [leaving])).results).toEqual([{ id: leaving, outcome: 'done' }])
  })

  it('keeps whoever has marks', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 2)
    const [marked = '', unmarked = ''] = idsOf(trainees)
    const classId = await openClass(trainees)
    const kept = (id: string) => keepEnrollments(api.app.deps.db, new Types.ObjectId(classId), [new Types.ObjectId(id)])
    expect(await kept(marked)).toBe(true)
    expect(await kept(absentId)).toBe(false)
    const { results } = await withdraw(classId, [marked, unmarked])
    expect(results).toEqual([
      { id: marked, ...refusedWith('enrollment_in_use') },
      { id: unmarked, outcome: 'done' },
    ])
    expect((await listed(classId, 'enrolled'))[0]?.abilities).toEqual({ enrol: false, withdraw: false })
    expect(await counts(classId)).toEqual([1, 1])
  })

  it('of two at once takes the trainee out once', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 3)
    const classId = await openClass(trainees)
    const [leaving = ''] = idsOf(trainees)
    const answers = await Promise.all([withdraw(classId, [leaving]), withdraw(classId, [leaving])])
    const outcomes = answers.flatMap(({ results }) => results.map(({ outcome }) => outcome))
    expect(outcomes.sort()).toEqual(['done', 'refused'])
    expect(await counts(classId)).toEqual([2, 2])
  })

  it('loses or wins against a mark, never both', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 1)
    const classId = await openClass(trainees)
    const [traineeId = ''] = idsOf(trainees)
    const [withdrawn, isKept] = await Promise.all([
      withdraw(classId, [traineeId]),
      keepEnrollments(api.app.deps.db, new Types.ObjectId(classId), [new Types.ObjectId(traineeId)]),
    ])
    expect(withdrawn.results[0]?.outcome).toBe(isKept ? 'refused' : 'done')
    expect(await counts(classId)).toEqual(isKept ? [1, 1] : [0, 0])
  })
})
