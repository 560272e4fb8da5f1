import { maskResidentId } from '@jijiao/shared/identifiers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { openRollCall, scan } from '../../../../test/support/attendance'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { drawSample } from './sample'

let api: TestApi
let hall: Awaited<ReturnType<typeof openRollCall>>
let operator: ReturnType<TestApi['as']>
let params: { classId: string }
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  hall = await openRollCall(api, 6)
  operator = api.as(hall.operator)
  params = { classId: String(hall.trainingClass._id) }
})

const absentId = 'f'.repeat(24)
const authorityOf = async (regionCode: string) =>
  api.as((await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode })).token).spotChecks

describe('a spot check', () => {
  it("draws of a class's trainees, and anybody can draw the same again", async () => {
    const check = await operator.spotChecks.draw({ params, body: { size: 3 } })
    expect(check).toMatchObject({ populationSize: 6, sampleSize: 3, checkedCount: 0, sessionId: null })
    const ids = hall.trainees.map(({ traineeId }) => traineeId)
    const drawn = check.items.map(({ traineeId }) => traineeId)
    expect(drawn).toEqual(drawSample(check.seed, ids, 3))
    const person = hall.trainees.find(({ traineeId }) => traineeId === drawn[0])
    expect(check.items[0]).toMatchObject({
      name: person?.name,
      residentId: maskResidentId(person?.residentId ?? ''),
      markState: null,
      finding: null,
    })
    expect((await operator.spotChecks.draw({ params, body: { size: 100 } })).sampleSize).toBe(6)
  })

  it('draws of those who came to a roll call, and keeps what was found', async () => {
    const [came] = hall.trainees
    if (!came) throw new Error('no trainee')
    const body = { sessionId: hall.sessionId, size: 5 }
    expect((await refusal(operator.spotChecks.draw({ params, body }))).code).toBe('nothing_to_check')
    await scan(api, came, hall.code())
    const check = await operator.spotChecks.draw({ params, body })
    expect(check.items).toMatchObject([{ traineeId: came.traineeId, markState: 'present', finding: null }])
    const record = (version: number, traineeId = came.traineeId) =>
      operator.spotChecks.record({
        params: { spotCheckId: check.id },
        body: { version, findings: [{ traineeId, finding: 'differs', remark: '本人说没有参加' }] },
      })
    expect((await refusal(record(1, absentId))).code).toBe('not_drawn')
    const recorded = await record(1)
    expect(recorded).toMatchObject({ checkedCount: 1, differingCount: 1, version: 2 })
    expect(recorded.items[0]).toMatchObject({ finding: 'differs', remark: '本人说没有参加' })
    expect((await refusal(record(1))).code).toBe('state_conflict')
    const both = await Promise.allSettled([record(2), record(2)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const facts = await factNamesAbout(api, check.id)
    expect(facts).toEqual(['SpotCheckDrawn', 'SpotCheckRecorded', 'SpotCheckRecorded'])
    const [listed] = (await operator.spotChecks.list({ params })).data
    expect(listed).toMatchObject({ id: check.id, checkedCount: 1 })
  })

  it("is an authority's own in its region, and unknown to the unit", async () => {
    const authority = await authorityOf('440000')
    const check = await authority.draw({ params, body: { size: 2 } })
    expect(check.abilities).toEqual({ record: true })
    expect((await operator.spotChecks.list({ params })).data).toEqual([])
    const one = { params: { spotCheckId: check.id } }
    expect((await refusal(operator.spotChecks.get(one))).code).toBe('not_found')
    expect((await authority.get(one)).id).toBe(check.id)
    const elsewhere = await authorityOf('442000')
    expect((await refusal(elsewhere.draw({ params, body: { size: 2 } }))).code).toBe('not_found')
    const decider = api.as(await actFor(api, await registerPerson(api), hall.unit, ['decide'])).spotChecks
    expect((await refusal(decider.draw({ params, body: { size: 2 } }))).code).toBe('not_allowed')
    expect((await refusal(api.as().spotChecks.draw({ params, body: { size: 2 } }))).code).toBe('not_signed_in')
    const other = await openRollCall(api, 1)
    const foreign = { sessionId: other.sessionId, size: 1 }
    expect((await refusal(authority.draw({ params, body: foreign }))).code).toBe('not_found')
    expect((await refusal(operator.spotChecks.draw({ params, body: { size: 0 } }))).code).toBe('invalid_input')
  })
})
