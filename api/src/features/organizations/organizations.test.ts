import { joinLink } from '@jijiao/shared/organizations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factsAbout } from '../../../../test/support/facts'
import {
  actFor,
  createUnit,
  createUnitWithOperator,
  creditCodeOf,
  registerPerson,
} from '../../../../test/support/people'
import { bindOperator, createOrganization, unbindOperator } from '.'

let api: TestApi
let token: string

beforeAll(async () => {
  api = await startTestApi()
  api.clock.set(Date.now())
  token = (await registerPerson(api)).token
})
afterAll(() => api.stop())

const of = () => ({
  actor: { accountId: null, organizationId: null },
  at: new Date(api.clock.now()),
  requestId: 'test-arrangement',
})
const search = async (q: string) => {
  const { data } = await api.as(token).organizations.search({ query: { q } })
  return data.map(({ name }) => name)
}

describe('finding an organization', () => {
  beforeAll(async () => {
    await createUnit(api, { name: '东莞理工学院', aliases: ['莞工'], code: creditCodeOf(900_001) })
    await createUnit(api, { name: '东莞市重庆路小学（北校区）', code: creditCodeOf(900_002) })
    await createUnit(api, { name: '中山市人民医院', regionCode: '442000', code: creditCodeOf(900_003) })
  })

  it.each([
    ['a part of the name', '理工'],
    ['the whole name', '东莞理工学院'],
    ['an alias', '莞工'],
    ['pinyin', 'dongguanligong'],
    ['pinyin from the middle', 'ligong'],
    ['pinyin in capitals, with spaces', 'Li Gong'],
    ['initials', 'dglg'],
    ['initials from the middle', 'lgxy'],
    ['the code', creditCodeOf(900_001)],
    ['the code in small letters', creditCodeOf(900_001).toLowerCase()],
  ])('takes %s', async (_name, q) => {
    expect(await search(q)).toEqual(['东莞理工学院'])
  })

  it('overlooks brackets and full-width characters', async () => {
    expect(await search('小学北校区')).toEqual(['东莞市重庆路小学（北校区）'])
    expect(await search('小学(北')).toEqual(['东莞市重庆路小学（北校区）'])
  })

  it('reads a name as it is spoken, and a place that looks like a surname either way', async () => {
    await createUnit(api, { name: '单县中心小学', code: creditCodeOf(900_004) })
    expect(await search('shanxian')).toEqual(['单县中心小学'])
    expect(await search('chongqinglu')).toEqual(['东莞市重庆路小学（北校区）'])
  })

  it.each(['.*', '^', '\\', '[', '(', '$where', '不存在的单位', '*', '{"$ne":null}', '东莞.学院'])(
    'takes %j for text and finds nothing',
    async (q) => {
      expect(await search(q)).toEqual([])
    },
  )

  it('never takes a part of a code, and shows no more than a card', async () => {
    expect(await search(creditCodeOf(900_001).slice(0, 12))).toEqual([])
    const { data } = await api.as(token).organizations.search({ query: { q: '莞工' } })
    expect(data[0]).toMatchObject({ kind: 'unit', aliases: ['莞工'], regionName: '广东省东莞市' })
    expect(data[0]).not.toHaveProperty('joinCode')
  })

  it('shows twenty at most, an exact name among them', async () => {
    for (let number = 0; number < 22; number += 1) {
      await createUnit(api, {
        name: `阳光${String(number).padStart(2, '0')}阳光`,
        code: creditCodeOf(910_000 + number),
      })
    }
    await createUnit(api, { name: '阳光', regionCode: '442000', code: creditCodeOf(910_100) })
    const names = await search('阳光')
    expect(names).toHaveLength(20)
    expect(names[0]).toBe('阳光')
  })

  it('needs a sign-in and a text', async () => {
    await expect(api.as().organizations.search({ query: { q: '东莞' } })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    await expect(api.as(token).organizations.search({ query: { q: ' ' } })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    const twice = await fetch(`${api.url}/api/v1/organizations?q=a&q=b`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(twice.status).toBe(422)
  })
})

describe('the card of an organization', () => {
  it('is public, by id and by join code as typed or scanned', async () => {
    const unit = await createUnit(api)
    const card = await api.as().organizations.view({ params: { organizationId: unit.id } })
    expect(card).toMatchObject({ id: unit.id, name: unit.name, code: unit.code })
    for (const joinCode of [
      unit.joinCode,
      unit.joinCode.toLowerCase(),
      joinLink('https://jijiao.example', unit.joinCode),
    ]) {
      expect(await api.as().organizations.findByJoinCode({ params: { joinCode } })).toEqual(card)
    }
  })

  it.each(['0'.repeat(24), 'x', '__proto__', '%00'])('is not found by %s', async (organizationId) => {
    await expect(api.as().organizations.view({ params: { organizationId } })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it.each(['22222222', 'x', '%00'])('is not found by the join code %s', async (joinCode) => {
    await expect(api.as().organizations.findByJoinCode({ params: { joinCode } })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('the join code', () => {
  it('is shown to the operator with the link for the QR code', async () => {
    const { unit, token: acting } = await createUnitWithOperator(api)
    const { joinCode, text } = await api.as(acting).organizations.joinCode()
    expect(joinCode).toBe(unit.joinCode)
    expect(text).toBe(`${api.url}/u/${joinCode}`)
  })

  it('leads to where the client reached us, whatever page asked', async () => {
    const { token: acting } = await createUnitWithOperator(api)
    const { text } = await api.as(acting, { origin: 'https://elsewhere.example' }).organizations.joinCode()
    expect(text.startsWith(`${api.url}/u/`)).toBe(true)
  })

  it('is nobody else’s to ask for', async () => {
    await expect(api.as().organizations.joinCode()).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(api.as(token).organizations.joinCode()).rejects.toMatchObject({ code: 'organization_required' })
  })
})

describe('my bindings', () => {
  it('are the units that I can act for', async () => {
    const { unit, operator } = await createUnitWithOperator(api)
    const second = await createUnit(api)
    await actFor(api, operator, second, ['operate'])
    const { data } = await api.as(operator.token).organizations.myBindings()
    expect(data).toMatchObject([
      {
        organizationId: unit.id,
        organizationName: unit.name,
        state: 'active',
        grants: ['operate', 'decide'],
        abilities: { actAs: true },
      },
      { organizationId: second.id, grants: ['operate'] },
    ])
    expect((await api.as(token).organizations.myBindings()).data).toEqual([])
  })
})

describe('creating an organization', () => {
  const input = (number: number) => ({
    kind: 'unit' as const,
    name: '东莞市图书馆',
    code: creditCodeOf(number),
    regionCode: '441900',
  })

  it('is recorded', async () => {
    const organization = await createOrganization(api.app.deps, of(), input(920_000))
    const facts = await factsAbout(api, String(organization._id))
    expect(facts).toMatchObject([{ what: 'OrganizationCreated', organizationId: String(organization._id) }])
  })

  it('happens once for a code, also when two try at once', async () => {
    const create = () => createOrganization(api.app.deps, of(), input(920_001))
    const results = await Promise.allSettled([create(), create()])
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
    expect(refused).toEqual(['organization_exists'])
  })

  it.each([
    ['a code whose check is wrong', { code: '124419000000000000' }],
    ['a region that is none', { regionCode: '999999' }],
    ['an empty name', { name: ' ' }],
    ['a name with a line break', { name: '东莞\r\n图书馆' }],
    ['an empty alias', { aliases: [''] }],
  ])('refuses %s', async (_name, part) => {
    const creation = createOrganization(api.app.deps, of(), { ...input(920_002), ...part })
    await expect(creation).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('binding an operator', () => {
  it('twice does nothing twice, and at once makes one binding', async () => {
    const unit = await createUnit(api)
    const person = await registerPerson(api)
    const bind = () =>
      bindOperator(api.app.deps, of(), { organizationId: unit.id, accountId: person.accountId, grants: ['operate'] })
    const results = await Promise.allSettled([bind(), bind()])
    const bound = results.flatMap((result) => (result.status === 'fulfilled' ? [String(result.value._id)] : []))
    const again = String((await bind())._id)
    expect(new Set([...bound, again]).size).toBe(1)
    const facts = await factsAbout(api, again)
    expect(facts.map(({ what, to }) => ({ what, to }))).toEqual([{ what: 'OperatorBound', to: 'active' }])
  })

  it('can be undone once, and done again', async () => {
    const unit = await createUnit(api)
    const person = await registerPerson(api)
    const binding = { organizationId: unit.id, accountId: person.accountId }
    const first = await bindOperator(api.app.deps, of(), { ...binding, grants: ['operate'] })
    const unbind = () => unbindOperator(api.app.deps, of(), { ...binding, reason: '离职' })
    const results = await Promise.allSettled([unbind(), unbind()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const facts = await factsAbout(api, String(first._id))
    expect(facts.at(-1)).toMatchObject({ what: 'OperatorUnbound', from: 'active', to: 'cancelled', reason: '离职' })
    await actFor(api, person, unit, ['operate'])
  })
})
