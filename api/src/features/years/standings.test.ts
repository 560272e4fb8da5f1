import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken } from '../../../../test/support/attendance'
import { addConfirmedTrainees, bySystem, type TestTrainee } from '../../../../test/support/classes'
import { giveHours } from '../../../../test/support/hours'
import { createUnitWithOperator, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { unitWithoutHours } from '../../../../test/support/years'
import { inTransaction } from '../../db/transaction'
import { activeAffiliationOf } from '../affiliations'
import { revokeClassRecords } from '../credit-records'
import { currentRuleSets } from '../rule-sets'
import { countUnitYear } from './standing.count'
import { standingModel, standingSheetModel } from './standing.model'

const NOW = Date.parse('2026-10-20T02:00:00Z')
const params = { year: 2026 }

let api: TestApi
let unit: TestUnit
let operator: Awaited<ReturnType<typeof unitWithoutHours>>['operator']
let trainees: TestTrainee[]

beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  api.clock.set(NOW)
  ;({ unit, trainees, operator } = await unitWithoutHours(api))
})

const summary = async () => {
  const { outlooks, people } = await operator().years.summary({ params })
  return { people, ...Object.fromEntries(outlooks.map(({ outlook, people: of }) => [outlook, of])) }
}
const listed = async (query: Parameters<ReturnType<typeof operator>['years']['standings']>[0]['query'] = {}) =>
  (await operator().years.standings({ params, query })).data
const names = async (query: Parameters<typeof listed>[0] = {}) => (await listed(query)).map(({ name }) => name)

/** All that 2026 asks for. */
async function giveAll(people: readonly TestTrainee[], to: TestUnit = unit) {
  const last = await giveHours(api, to, people, { category: 'public', hours: 30, startsOn: '2026-03-02' })
  await giveHours(api, to, people, { category: 'professional', hours: 42, startsOn: '2026-04-06' })
  await giveHours(api, to, people, { category: 'elective', hours: 18, startsOn: '2026-05-11' })
  return last
}
const some = (index: number) => trainees[index] ?? expect.fail('there is no such trainee')

/** The sheet's counts are what its standings add up to, whatever happened in between. */
async function expectToAddUp() {
  const of = { organizationId: unit.id, year: 2026 }
  const standings = await standingModel(api.app.deps.db).find(of).lean()
  const sheet = await standingSheetModel(api.app.deps.db).findOne(of).orFail().lean()
  for (const outlook of ['passed', 'onTrack', 'willMiss', 'unknown'] as const) {
    expect(sheet.counts[outlook]).toBe(standings.filter((one) => one.outlook === outlook).length)
  }
  for (const category of ['public', 'professional', 'elective'] as const) {
    expect(sheet.shortPeople[category]).toBe(standings.filter(({ shortIn }) => shortIn.includes(category)).length)
    expect(sheet.shortTenths[category]).toBe(standings.reduce((sum, { short }) => sum + short[category], 0))
  }
}

describe('who will miss this year', () => {
  it('is told of everybody in the unit, with what is short, masked, in pages and by name', async () => {
    await giveAll([some(1)])
    await giveHours(api, unit, [some(0)], { category: 'public', hours: 30, startsOn: '2026-03-02' })
    expect(await summary()).toEqual({ people: 3, passed: 1, onTrack: 0, willMiss: 2, unknown: 0 })
    const [first] = await listed({ outlook: 'willMiss' })
    expect(first).toMatchObject({
      name: '安平',
      outlook: 'willMiss',
      countedTenths: 300,
      needTenths: 900,
      short: [
        { category: 'professional', tenths: 420 },
        { category: 'elective', tenths: 180 },
      ],
    })
    expect(first?.residentId).not.toBe(some(0).residentId)
    expect(await names({ outlook: 'passed' })).toEqual(['白灵'])
    expect(await names({ shortIn: 'public' })).toEqual(['陈果'])
    expect(await names({ q: 'bail' })).toEqual(['白灵'])
    const page = await operator().years.standings({ params, query: { limit: 2 } })
    const rest = await operator().years.standings({ params, query: { limit: 2, cursor: page.nextCursor ?? '' } })
    expect([...page.data, ...rest.data].map(({ name }) => name)).toEqual(['安平', '白灵', '陈果'])
    await expectToAddUp()
  })

  it('follows each record: recognised, and taken back', async () => {
    expect(await summary()).toMatchObject({ willMiss: 3, passed: 0 })
    const { _id: classId, organizationId } = await giveAll(trainees)
    expect(await summary()).toMatchObject({ willMiss: 0, passed: 3 })
    await inTransaction(api.app.deps.db, (session) =>
      revokeClassRecords(api.app.deps, bySystem(api), { classId, organizationId, reason: '签到不实' }, session),
    )
    expect(await summary()).toMatchObject({ willMiss: 3, passed: 0 })
    await expectToAddUp()
  })

  it('follows who joins and who leaves', async () => {
    expect(await summary()).toMatchObject({ people: 3 })
    await addConfirmedTrainees(api, unit, 1, ['丁一'])
    expect(await names()).toEqual(['安平', '白灵', '陈果', '丁一'])
    const leaving = await activeAffiliationOf(api.app.deps, new Types.ObjectId(some(0).traineeId), null)
    if (!leaving) expect.fail('she is not bound')
    await operator().affiliations.end({ params: { affiliationId: String(leaving._id) }, body: { reason: '调离' } })
    expect(await names()).toEqual(['白灵', '陈果', '丁一'])
    expect(await summary()).toMatchObject({ people: 3, willMiss: 3 })
    await expectToAddUp()
  })

  it('adds up after looks, records and countings that happen all at once', async () => {
    await summary()
    await Promise.all([
      giveAll([some(0), some(1)]),
      ...Array.from({ length: 4 }, () => summary()),
      operator().years.recount({ params }),
      addConfirmedTrainees(api, unit, 1, ['丁一']),
    ])
    expect(await summary()).toEqual({ people: 4, passed: 2, onTrack: 0, willMiss: 2, unknown: 0 })
    await expectToAddUp()
    const recounted = await operator().years.recount({ params })
    expect(recounted.outlooks).toEqual((await operator().years.summary({ params })).outlooks)
    await expectToAddUp()
  })

  // The last one: with its authority in the region public hours wait to be recognised.
  it('follows the rules and the calendar', async () => {
    const at2025 = { params: { year: 2025 } }
    const outlooksOf = async () => (await operator().years.summary(at2025)).outlooks.filter(({ people }) => people > 0)
    await giveHours(api, unit, trainees, { category: 'professional', hours: 42, startsOn: '2025-04-07' })
    expect(await outlooksOf()).toEqual([{ outlook: 'willMiss', people: 3 }])
    const region = { kind: 'hrAuthority', regionCode: '440000' } as const
    const authority = api.as((await createUnitWithOperator(api, { ...region, name: '广东省人社厅' })).token)
    const key = '440000-2024'
    const { version, years, content } = await authority.ruleSets.get({ params: { key } })
    const change = (to: typeof content, from: number) =>
      authority.ruleSets.correct({ params: { key }, body: { version: from, years, content: to, reason: '更正' } })
    const lighter = {
      ...content,
      totalTenths: 0,
      categories: content.categories.map((rule) => ({ ...rule, minTenths: 0 })),
    }
    await change(lighter, version)
    expect(await outlooksOf()).toEqual([{ outlook: 'passed', people: 3 }])
    await change(content, version + 1)
    expect(await outlooksOf()).toEqual([{ outlook: 'willMiss', people: 3 }])
    expect((await currentRuleSets(api.app.deps)).stamp).toBeGreaterThan(1)

    const before = await standingSheetModel(api.app.deps.db).findOne({ organizationId: unit.id, year: 2026 }).lean()
    await operator().years.summary({ params })
    const counted = await standingSheetModel(api.app.deps.db)
      .findOne({ organizationId: unit.id, year: 2026 })
      .orFail()
      .lean()
    expect([before, counted.holdsUntilOn]).toEqual([null, '2026-12-31'])
    api.clock.set(Date.parse('2027-01-01T02:00:00Z'))
    await operator().years.summary({ params })
    const next = await standingSheetModel(api.app.deps.db)
      .findOne({ organizationId: unit.id, year: 2026 })
      .orFail()
      .lean()
    expect(next.holdsUntilOn).toBe('2027-04-30')
  })
})

describe('the HR authority', () => {
  it("sees its region's units in numbers, their people, and nobody else's", async () => {
    const region = { kind: 'hrAuthority', regionCode: '441900' } as const
    const { token: of } = await createUnitWithOperator(api, { ...region, name: '东莞市人力资源和社会保障局' })
    const elsewhere = await createUnitWithOperator(api, { regionCode: '442000' })
    const authority = api.as(of)
    const { data } = await authority.years.units({ params, query: { limit: 100 } })
    expect(data.find(({ unit: one }) => one.id === unit.id)).toMatchObject({
      people: 3,
      categories: [{ category: 'public', shortPeople: 3, shortTenths: 900 }, {}, {}],
      abilities: { recount: false },
    })
    expect(data.map(({ unit: one }) => one.id)).not.toContain(elsewhere.unit.id)
    const query = { organizationId: unit.id }
    expect((await authority.years.standings({ params, query })).data).toHaveLength(3)
    const trainee = { params: { ...params, traineeId: some(0).traineeId } }
    expect((await authority.years.ofTrainee(trainee)).verdict?.standing).toBe('behind')
    const foreign = { organizationId: elsewhere.unit.id }
    expect((await refusal(authority.years.summary({ params, query: foreign }))).status).toBe(404)
    expect((await refusal(authority.years.summary({ params }))).status).toBe(404)
    expect((await refusal(authority.years.recount({ params }))).status).toBe(403)
  })
})

describe("a unit's year", () => {
  it('is hidden from other units, other kinds of bodies, trainees and guests', async () => {
    const other = api.as((await createUnitWithOperator(api)).token)
    const provider = api.as((await createUnitWithOperator(api, { kind: 'provider' })).token)
    const query = { organizationId: unit.id }
    const trainee = { params: { ...params, traineeId: some(0).traineeId } }
    expect((await refusal(other.years.standings({ params, query }))).status).toBe(404)
    expect((await refusal(other.years.summary({ params, query }))).status).toBe(404)
    expect((await refusal(other.years.ofTrainee(trainee))).status).toBe(404)
    expect((await refusal(other.years.units({ params }))).status).toBe(403)
    for (const call of [
      provider.years.standings({ params }),
      provider.years.summary({ params }),
      provider.years.ofTrainee(trainee),
      provider.years.recount({ params }),
    ]) {
      expect((await refusal(call)).code).toBe('not_allowed')
    }
    const person = api.as(freshToken(api, some(0)))
    expect((await refusal(person.years.standings({ params }))).code).toBe('organization_required')
    expect((await refusal(api.as().years.summary({ params }))).status).toBe(401)
    expect((await operator().years.ofTrainee(trainee)).verdict?.categories).toHaveLength(3)
    const wrong = operator().years.standings({ params, query: { limit: 1_000 } })
    expect((await refusal(wrong)).status).toBe(422)
  })
})

describe('a large unit', () => {
  it('is counted behind the answer, which says so, and once', async () => {
    const of = { organizationId: new Types.ObjectId(unit.id), year: 2026 }
    const sheet = await countUnitYear(api.app.deps, of, { largestInline: 2 })
    expect(sheet.countedAt).toBeNull()
    expect(await operator().years.summary({ params })).toMatchObject({ countedAt: null, isCounting: true })
    await countUnitYear(api.app.deps, of, { largestInline: 2 })
    await api.app.worker.runDue()
    const counted = await operator().years.summary({ params })
    expect(counted).toMatchObject({ people: 3, isCounting: false })
    expect(counted.countedAt).not.toBeNull()
    await expectToAddUp()
  })
})
