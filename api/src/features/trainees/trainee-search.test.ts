import { maskResidentId } from '@jijiao/shared/identifiers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees } from '../../../../test/support/classes'
import { createUnit, createUnitWithOperator, type TestUnit } from '../../../../test/support/people'
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

describe('finding a trainee', () => {
  it('goes by parts of the name, pinyin, initials, whole ID number and whole phone, in the order of pinyin', async () => {
    const names = ['张三', '张三丰', '赵一张', '欧阳小三', '阿卜杜拉·买买提', 'Smith John']
    const trainees = await addConfirmedTrainees(api, unit, names.length, names)
    const find = async (q: string) =>
      (await operator.affiliations.trainees({ query: { q } })).data.map(({ name }) => name)
    expect(await find('张')).toEqual(['张三', '张三丰', '赵一张'])
    expect(await find('z')).toEqual(['张三', '张三丰', '赵一张'])
    expect(await find('zhang san')).toEqual(['张三', '张三丰'])
    expect(await find('ZSF')).toEqual(['张三丰'])
    expect(await find('oyxs')).toEqual(['欧阳小三'])
    expect(await find('杜拉·买买提')).toEqual(['阿卜杜拉·买买提'])
    expect(await find('abdlm')).toEqual(['阿卜杜拉·买买提'])
    expect(await find('smith j')).toEqual(['Smith John'])
    expect(await find(trainees[3]?.residentId ?? '')).toEqual(['欧阳小三'])
    expect(await find(trainees[1]?.phone ?? '')).toEqual(['张三丰'])
    expect(await find(trainees[1]?.phone.slice(0, 10) ?? '')).toEqual([])
    for (const nothing of ['.*', '#', '^z', '三张']) expect(await find(nothing)).toEqual([])
  })

  it('pages through what two ways of searching find, each person once', async () => {
    await addConfirmedTrainees(api, unit, 7, ['安安', '安一', '安二', '阿宁', '敖二', '艾一', '陈一'])
    const names: string[] = []
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await operator.affiliations.trainees({ query: { q: 'a', limit: 2, ...(cursor && { cursor }) } })
      names.push(...page.data.map(({ name }) => name))
      cursor = page.nextCursor ?? undefined
      more = cursor !== undefined
    }
    expect(names).toEqual(['艾一', '安安', '安二', '阿宁', '安一', '敖二'])
  })
})

describe('an HR authority', () => {
  it('sees the trainees of its region, masked and read-only, of all units or of one', async () => {
    const [city, elsewhere] = await Promise.all(
      ['441900', '442000'].map((regionCode) => createUnitWithOperator(api, { kind: 'hrAuthority', regionCode })),
    )
    const authority = api.as(city?.token)
    const second = await createUnit(api)
    const [one] = await addConfirmedTrainees(api, unit, 1, ['赖十全'])
    await addConfirmedTrainees(api, second, 1, ['赖十美'])
    const find = async (query: { q: string; organizationId?: string }) =>
      (await authority.affiliations.trainees({ query })).data
    const found = await find({ q: '赖十' })
    expect(found.map(({ name }) => name)).toEqual(['赖十美', '赖十全'])
    expect(found[1]).toMatchObject({
      organization: { id: unit.id, name: unit.name },
      residentId: maskResidentId(one?.residentId ?? ''),
      abilities: { edit: false, end: false, reveal: false },
    })
    expect(await find({ q: '赖十', organizationId: second.id })).toHaveLength(1)
    const params = { traineeId: one?.traineeId ?? '' }
    expect(await authority.trainees.view({ params })).toMatchObject({ name: '赖十全' })
    const reveal = { params, body: { field: 'phone' as const, purpose: '抽查核对' } }
    expect((await refusal(authority.trainees.reveal(reveal))).code).toBe('not_allowed')
    expect((await refusal(authority.trainees.edit({ params, body: { version: 1, education: '21' } }))).code).toBe(
      'not_allowed',
    )
    const stranger = api.as(elsewhere?.token)
    expect((await stranger.affiliations.trainees({ query: { q: '赖十' } })).data).toEqual([])
    expect((await refusal(stranger.trainees.view({ params }))).code).toBe('not_found')
  })
})
