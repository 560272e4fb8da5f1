import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken } from '../../../../test/support/attendance'
import { addConfirmedTrainees, addOpenClass, addTrainees, type TestTrainee } from '../../../../test/support/classes'
import { giveHours } from '../../../../test/support/hours'
import { createUnit, createUnitWithOperator, registerPerson, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let unit: TestUnit
beforeAll(async () => {
  api = await startTestApi()
  api.clock.set(Date.parse('2026-10-20T02:00:00Z'))
  unit = await createUnit(api)
})
afterAll(() => api.stop())

const aTrainee = async () => {
  const [trainee] = await addConfirmedTrainees(api, unit, 1)
  return trainee ?? expect.fail('there is no trainee')
}
const yearOf = (trainee: TestTrainee, year = 2026) => api.as(freshToken(api, trainee)).years.mine({ params: { year } })
const sentences = async (trainee: TestTrainee, year?: number) =>
  (await yearOf(trainee, year)).verdict?.advice.map(({ text }) => text)

describe('my year', () => {
  it('says what each category needs, has and lacks, until when, by which rules, and what to do', async () => {
    const trainee = await aTrainee()
    await giveHours(api, unit, [trainee], { category: 'professional', hours: 42, startsOn: '2026-03-02' })
    await giveHours(api, unit, [trainee], { category: 'public', hours: 18, startsOn: '2026-04-06' })
    const { verdict, unit: own } = await yearOf(trainee)
    expect(own).toEqual({ id: unit.id, name: unit.name })
    expect(verdict).toMatchObject({
      ruleSet: { key: '440000-2024', version: 1, verified: false },
      standing: 'behind',
      passes: false,
      categories: [
        { category: 'public', needTenths: 300, haveTenths: 180, shortTenths: 120, deadlineOn: '2027-04-30' },
        { category: 'professional', needTenths: 420, shortTenths: 0, state: 'met' },
        { category: 'elective', needTenths: 180, haveTenths: 0, shortTenths: 180, deadlineOn: '2026-12-31' },
      ],
      total: { needTenths: 900, haveTenths: 600, shortTenths: 300 },
    })
    expect(verdict?.advice.map(({ text }) => text)).toEqual([
      '还差个人选修 18 学时，请在 2026年12月31日前完成',
      '还差公需课 12 学时，请在 2027年4月30日前完成',
    ])
  })

  it('passes by the rules of its own year', async () => {
    const trainee = await aTrainee()
    await giveHours(api, unit, [trainee], { category: 'professional', hours: 42, startsOn: '2020-03-02' })
    await giveHours(api, unit, [trainee], { category: 'public', hours: 30, startsOn: '2020-04-06' })
    await giveHours(api, unit, [trainee], { category: 'elective', hours: 12, startsOn: '2020-05-11' })
    expect((await yearOf(trainee, 2020)).verdict).toMatchObject({
      ruleSet: { key: '440000-2020' },
      passes: true,
      standing: 'passed',
      advice: [],
    })
    expect((await yearOf(trainee, 2019)).verdict).toMatchObject({ standing: 'unknown', passes: false })
  })

  it('counts what waits for the authority as pending, not as there', async () => {
    const elsewhere = await createUnit(api, { regionCode: '442000' })
    await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '442000', name: '中山市人力资源和社会保障局' })
    const [trainee] = await addConfirmedTrainees(api, elsewhere, 1)
    if (!trainee) expect.fail('there is no trainee')
    await giveHours(api, elsewhere, [trainee], { category: 'public', hours: 30, startsOn: '2026-03-02' })
    const { verdict } = await yearOf(trainee)
    expect(verdict?.categories[0]).toMatchObject({
      state: 'waiting',
      haveTenths: 0,
      pendingTenths: 300,
      projectedShortTenths: 0,
    })
    expect(verdict?.advice.at(-1)?.text).toBe('公需课 30 学时已申报，等待认定')
  })

  it('offers open classes with places left where hours are short, and shows those under way', async () => {
    const trainee = await aTrainee()
    await giveHours(api, unit, [trainee], { category: 'professional', hours: 42, startsOn: '2026-02-02' })
    const inDecember = { startsOn: '2026-12-07', endsOn: '2026-12-08' }
    const mine = await addOpenClass(api, unit, [trainee], { ...inDecember, category: 'elective', name: '已在读' })
    const offered = await addOpenClass(api, unit, [], { ...inDecember, category: 'public', name: '可以报名' })
    await addOpenClass(api, unit, [await aTrainee()], { ...inDecember, category: 'public', plannedNumber: 1 })
    await addOpenClass(api, unit, [], { ...inDecember, category: 'professional' })
    const { underWay, openClasses } = await yearOf(trainee)
    expect(underWay.map(({ id }) => id)).toEqual([String(mine._id)])
    const offeredIds = openClasses.filter(({ startsOn }) => startsOn === inDecember.startsOn).map(({ id }) => id)
    expect(offeredIds).toEqual([String(offered._id)])
    expect(openClasses.find(({ id }) => id === String(offered._id))?.placesLeft).toBe(60)
  })

  it('is judged by the national rule for somebody without a unit or region', async () => {
    const [trainee] = await addTrainees(api, 1)
    if (!trainee) expect.fail('there is no trainee')
    const { unit: none, verdict, openClasses } = await yearOf(trainee)
    expect([none, openClasses]).toEqual([null, []])
    expect(verdict?.ruleSet.key).toBe('nation-2015')
    expect(await sentences(trainee)).toEqual(['还差总学时 90 学时，请在 2026年12月31日前完成'])
    expect((await yearOf(trainee, 2014)).verdict).toBeNull()
  })

  it('is for a person with a profile and for nobody else', async () => {
    const params = { params: { year: 2026 } }
    expect((await refusal(api.as().years.mine(params))).status).toBe(401)
    const person = await registerPerson(api)
    expect((await refusal(api.as(person.token).years.mine(params))).code).toBe('profile_incomplete')
    const unchecked = await registerPerson(api, { isRealName: false })
    expect((await refusal(api.as(unchecked.token).years.mine(params))).code).toBe('real_name_required')
    const trainee = await aTrainee()
    expect((await refusal(yearOf(trainee, 1800))).code).toBe('not_found')
  })
})
