import { PROBLEMS } from '@jijiao/shared/http'
import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import {
  aClass,
  addConfirmedTrainees,
  addOpenClass,
  addTrainees,
  bySystem,
  type TestTrainee,
} from '../../../../test/support/classes'
import { enterResults } from '../../../../test/support/closing'
import { factsAbout } from '../../../../test/support/facts'
import {
  actFor,
  createUnit,
  createUnitWithOperator,
  registerPerson,
  residentIdOf,
  type TestUnit,
} from '../../../../test/support/people'
import { aRecord } from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'
import { inTransaction } from '../../db/transaction'
import { restrictTrainee } from '../affiliations'
import { classModel } from './class.model'
import { enrollmentModel } from './enrollment.model'

let api: TestApi
let provider: TestUnit
let token: string
let operator: ReturnType<TestApi['as']>
let school: TestUnit
let hospital: TestUnit
beforeAll(async () => {
  api = await startTestApi()
  school = await createUnit(api)
  hospital = await createUnit(api)
})
afterAll(() => api.stop())
beforeEach(async () => {
  const made = await createUnitWithOperator(api, { kind: 'provider', name: '东莞市继续教育中心' })
  provider = made.unit
  token = made.token
  operator = api.as(token)
})

type Person = { readonly name: string; readonly residentId: string }
const person = ({ name, residentId }: TestTrainee): Person => ({ name, residentId })
const openClass = async (plannedNumber = 60) => String((await addOpenClass(api, provider, [], { plannedNumber }))._id)
const enrol = (classId: string, people: Person[], by = operator) =>
  by.classes.enrolByIdentity({ params: { classId }, body: { people } })
const one = async (unit = school) => (await addConfirmedTrainees(api, unit, 1))[0] ?? expect.fail('there is no trainee')

const refusedWith = (code: keyof typeof PROBLEMS) => ({
  outcome: 'refused',
  problem: { code, title: PROBLEMS[code].title },
})

/** The class's own count next to the enrolments that exist. */
async function counts(classId: string) {
  const { db } = api.app.deps
  const { enrolledCount } = await classModel(db).findById(classId).orFail().lean()
  return [enrolledCount, await enrollmentModel(db).countDocuments({ classId: new Types.ObjectId(classId) })]
}

describe('a provider that enrols by name and ID number', () => {
  it('takes people of any unit, each with a result, and tells them', async () => {
    const classId = await openClass()
    const [ours, theirs] = [await one(school), await one(hospital)]
    const typed = { name: ` ${theirs.name} `, residentId: theirs.residentId.toLowerCase().replace(/^(.{6})/, '$1 ') }
    const { results } = await enrol(classId, [person(ours), typed])
    expect(results).toEqual([
      { row: 0, outcome: 'done' },
      { row: 1, outcome: 'done' },
    ])
    expect(await counts(classId)).toEqual([2, 2])
    const told = (await api.as(theirs.token).messages.list()).data
    expect(told[0]).toMatchObject({ kind: 'enrolled', link: { page: 'class', params: { classId } } })
    const facts = (await factsAbout(api, classId)).filter(({ what }) => what === 'TraineesLookedUp')
    expect(facts).toMatchObject([{ organizationId: provider.id, details: { asked: 2, found: 2 } }])
    const { data } = await operator.classes.enrollments({ params: { classId } })
    expect(data.map(({ name }) => name).toSorted()).toEqual([ours.name, theirs.name].toSorted())
    for (const { residentId, phone } of data) expect(`${residentId} ${phone}`).toContain('*')
    expect((await api.as(ours.token).classes.mine()).data).toMatchObject([
      { id: classId, organization: { name: '东莞市继续教育中心' } },
    ])
  })

  it('says the same of whoever does not exist, is called otherwise, has no unit or keeps to themselves', async () => {
    const classId = await openClass()
    const [known, private_] = [await one(), await one()]
    const [unbound] = await addTrainees(api, 1)
    const traineeId = new Types.ObjectId(private_.traineeId)
    await inTransaction(api.app.deps.db, (session) =>
      restrictTrainee({ deps: api.app.deps, of: bySystem(api), session }, traineeId),
    )
    const { results } = await enrol(classId, [
      { name: '无此人', residentId: residentIdOf(350_001) },
      { name: '另有其人', residentId: known.residentId },
      person(unbound ?? expect.fail('there is no trainee')),
      person(private_),
      { name: known.name, residentId: '123' },
      person(known),
    ])
    const [last, ...refused] = [...results].reverse()
    expect(last).toEqual({ row: 5, outcome: 'done' })
    expect(refused).toHaveLength(5)
    for (const { row, ...result } of refused) expect(result, String(row)).toEqual(refusedWith('person_not_enrollable'))
    expect(await counts(classId)).toEqual([1, 1])
  })

  it('changes nothing when repeated, and takes who stands in the list twice once', async () => {
    const classId = await openClass()
    const trainee = person(await one())
    const first = await enrol(classId, [trainee, trainee])
    expect(first.results.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
    expect(await enrol(classId, [trainee, trainee])).toEqual(first)
    expect(await counts(classId)).toEqual([1, 1])
  })

  it('gives the last place to one of two who enrol at once', async () => {
    const classId = await openClass(1)
    const people = [person(await one(school)), person(await one(hospital))]
    const answers = await Promise.all(people.map((each) => enrol(classId, [each])))
    const results = answers.flatMap((answer) => answer.results)
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'refused'])
    expect(results.find(({ outcome }) => outcome === 'refused')).toMatchObject(refusedWith('class_full'))
    expect(await counts(classId)).toEqual([1, 1])
  })

  it('tells of nobody in a class without a place', async () => {
    const classId = await openClass(1)
    const [enrolled, known] = [person(await one()), person(await one())]
    await enrol(classId, [enrolled])
    const { results } = await enrol(classId, [enrolled, known, { name: '无此人', residentId: known.residentId }])
    expect(results).toMatchObject([{ outcome: 'done' }, refusedWith('class_full'), refusedWith('class_full')])
  })

  it('takes people out again until they have marks or a result', async () => {
    const classId = await openClass()
    const [leaving, marked] = [await one(school), await one(hospital)]
    await enrol(classId, [person(leaving), person(marked)])
    await enterResults(api, classId, [marked])
    const traineeIds = [leaving.traineeId, marked.traineeId]
    const { results } = await operator.classes.withdraw({ params: { classId }, body: { traineeIds } })
    expect(results).toMatchObject([{ outcome: 'done' }, refusedWith('enrollment_in_use')])
    expect(await counts(classId)).toEqual([1, 1])
  })

  it('goes only while the class is open', async () => {
    const people = [person(await one())]
    const { id } = await operator.classes.create({ body: aClass })
    expect((await refusal(enrol(id, people))).code).toBe('class_not_open')
    await operator.classes.open({ params: { classId: id }, body: {} })
    await enrol(id, people)
    await operator.classEndings.cancel({ params: { classId: id }, body: {} })
    expect((await refusal(enrol(id, people))).code).toBe('class_not_open')
  })

  it('may be wrong about so many a day and no more, however the list is cut', async () => {
    const classId = await openClass()
    const known = person(await one())
    const wrong = Array.from({ length: 200 }, () => ({ name: '无此人', residentId: residentIdOf(350_002) }))
    await enrol(classId, wrong)
    // Those who are found cost nothing.
    for (let round = 0; round < 3; round += 1)
      await enrol(
        classId,
        Array.from({ length: 150 }, () => known),
      )
    const both = await Promise.allSettled([enrol(classId, wrong), enrol(classId, wrong)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const problem = await refusal(enrol(classId, [known]))
    expect(problem).toMatchObject({ code: 'too_many_mismatches', status: 429 })
    const { creditRecords } = operator
    const declaring = creditRecords.create({
      body: { ...aRecord, traineeName: '无此人', residentId: known.residentId },
    })
    expect((await refusal(declaring)).code).toBe('too_many_mismatches')
    const elsewhere = await createUnitWithOperator(api, { kind: 'provider' })
    const theirs = String((await addOpenClass(api, elsewhere.unit))._id)
    expect((await enrol(theirs, [known], api.as(elsewhere.token))).results).toMatchObject([{ outcome: 'done' }])
  })
})

describe('who enrols by name and ID number', () => {
  it('is an operator of the provider with the right', async () => {
    const classId = await openClass()
    const people = [person(await one())]
    const decider = api.as(await actFor(api, await registerPerson(api), provider, ['decide']))
    const unit = await createUnitWithOperator(api)
    const hr = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '441900' })
    const ofUnit = String((await addOpenClass(api, unit.unit))._id)
    const codes = await Promise.all(
      [
        enrol(classId, people, api.as()),
        enrol(classId, people, decider),
        enrol(classId, people, api.as(hr.token)),
        enrol(classId, people, api.as(unit.token)),
        enrol(ofUnit, people, api.as(unit.token)),
        enrol('f'.repeat(24), people),
      ].map(async (call) => (await refusal(call)).code),
    )
    const [guest, ...others] = codes
    expect(guest).toBe('not_signed_in')
    expect(others).toEqual(['not_allowed', 'not_allowed', 'not_found', 'not_allowed', 'not_found'])
    const traineeIds = [(await one()).traineeId]
    const picking = operator.classes.enrol({ params: { classId }, body: { traineeIds } })
    expect((await refusal(picking)).code).toBe('not_allowed')
    const { abilities } = await operator.classes.get({ params: { classId } })
    expect(abilities).toMatchObject({ enrol: false, enrolByIdentity: true })
    const own = await api.as(unit.token).classes.get({ params: { classId: ofUnit } })
    expect(own.abilities).toMatchObject({ enrol: true, enrolByIdentity: false })
  })

  it.each([
    ['nobody', []],
    ['more than two hundred', Array.from({ length: 201 }, () => ({ name: '陈静', residentId: residentIdOf(1) }))],
    ['an operator for a name', [{ name: { $ne: null }, residentId: residentIdOf(1) }]],
    ['a NUL in a name', [{ name: '陈\0静', residentId: residentIdOf(1) }]],
    ['no number', [{ name: '陈静', residentId: '' }]],
  ])('%s is refused as bad input', async (_, people) => {
    const problem = await refusal(enrol(await openClass(), people as never))
    expect(problem).toMatchObject({ code: 'invalid_input', status: 422 })
  })
})
