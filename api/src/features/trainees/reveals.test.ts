import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factsAbout } from '../../../../test/support/facts'
import { createUnitWithOperator, registerPerson, residentIdOf, type TestUnit } from '../../../../test/support/people'
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

const aTrainee = { name: '陈静静', residentId: residentIdOf(169_000), education: '21', phone: '13700001234' }

describe('a whole number', () => {
  it('is shown for a purpose, and the person sees who looked and why', async () => {
    const { id: traineeId } = await operator.trainees.add({ body: aTrainee })
    const params = { traineeId }
    const look = (field: 'residentId' | 'phone', purpose: string) =>
      operator.trainees.reveal({ params, body: { field, purpose } })
    expect(await look('residentId', '核对职称证书')).toEqual({ value: aTrainee.residentId })
    expect(await look('phone', '通知培训时间')).toEqual({ value: aTrainee.phone })
    for (const purpose of ['', '   ', '查', '查\n看\n他']) {
      expect((await refusal(look('phone', purpose))).code).toBe('invalid_input')
    }
    const facts = (await factsAbout(api, traineeId)).filter(({ what }) => what === 'PersonalDataRevealed')
    expect(facts).toMatchObject([{ reason: '核对职称证书' }, { reason: '通知培训时间', organizationId: unit.id }])
    expect(JSON.stringify(facts)).not.toContain(aTrainee.residentId)
    const person = await registerPerson(api, { residentId: aTrainee.residentId, name: aTrainee.name })
    const client = api.as(person.token)
    const first = await client.trainees.myReveals({ query: { limit: 1 } })
    expect(first.data).toMatchObject([{ field: 'phone', purpose: '通知培训时间', organizationName: unit.name }])
    const second = await client.trainees.myReveals({ query: { limit: 1, cursor: first.nextCursor ?? '' } })
    expect(second).toMatchObject({ data: [{ field: 'residentId', purpose: '核对职称证书' }], nextCursor: null })
  })

  it('is not for copying a list: after sixty looks a day it waits', async () => {
    const { id: traineeId } = await operator.trainees.add({ body: { ...aTrainee, residentId: residentIdOf(169_001) } })
    const call = { params: { traineeId }, body: { field: 'phone' as const, purpose: '联系本人' } }
    for (let count = 0; count < 60; count += 1) await operator.trainees.reveal(call)
    expect((await refusal(operator.trainees.reveal(call))).code).toBe('too_many_requests')
  })
})
