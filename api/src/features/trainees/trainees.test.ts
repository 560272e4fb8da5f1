import { maskPhone, maskResidentId } from '@jijiao/shared/identifiers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addTrainees, askUnit } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import {
  actFor,
  createUnitWithOperator,
  registerPerson,
  residentIdOf,
  type TestUnit,
} from '../../../../test/support/people'
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

let last = 160_000
const nextId = () => {
  last += 1
  return residentIdOf(last)
}

/** What a unit fills in for somebody. */
const filledIn = (overrides: { residentId?: string; name?: string } & Record<string, unknown> = {}) => ({
  name: '陈静静',
  residentId: nextId(),
  education: '21',
  phone: '13700001234',
  email: 'jing@example.com',
  school: '东莞理工学院',
  graduatedOn: '2002-07-01',
  workStartedOn: '2002-08-01',
  series: ['080'],
  ...overrides,
})

/** The same of whom the unit has added, for an edit. */
const edited = (version: number, overrides: Record<string, unknown> = {}) => ({
  version,
  education: '21',
  school: '东莞理工学院',
  email: 'jing@example.com',
  graduatedOn: '2002-07-01',
  workStartedOn: '2002-08-01',
  series: ['080'],
  ...overrides,
})

const other = async () => {
  const made = await createUnitWithOperator(api)
  return { ...made, client: api.as(made.token) }
}

describe('a unit that adds a trainee', () => {
  it('has it bound at once, with sex and birth date out of the ID number', async () => {
    const body = filledIn()
    const added = await operator.trainees.add({ body })
    expect(added).toMatchObject({ name: '陈静静', version: 1, isRealName: false, organization: { id: unit.id } })
    expect(added.residentId).toBe(maskResidentId(body.residentId))
    expect(added.birthDate.replaceAll('-', '')).toBe(body.residentId.slice(6, 14))
    expect(added.abilities).toEqual({ edit: true, end: true, reveal: true })
    const text = JSON.stringify(added)
    for (const secret of [body.residentId, body.phone]) expect(text).not.toContain(secret)
    expect((await operator.affiliations.trainees()).data).toMatchObject([{ id: added.id, phone: '137****1234' }])
    expect(await factNamesAbout(api, added.affiliationId)).toEqual(['TraineeAdded'])
  })

  it('is told of every field that contradicts the ID number or the calendar', async () => {
    const residentId = residentIdOf(170_001)
    const wrong = async (part: object) => {
      const { code, errors } = await refusal(operator.trainees.add({ body: { ...filledIn({ residentId }), ...part } }))
      expect(code).toBe('invalid_input')
      return errors?.map(({ pointer }) => pointer)
    }
    expect(await wrong({ sex: '2' })).toEqual(['#/sex'])
    expect(await wrong({ birthDate: '1990-01-01' })).toEqual(['#/birthDate'])
    expect(await wrong({ residentId: '44190019990101001X' })).toEqual(['#/residentId'])
    expect(await wrong({ workStartedOn: '1950-01-01', qualifiedOn: '2099-01-01' })).toEqual([
      '#/workStartedOn',
      '#/qualifiedOn',
    ])
    expect(await wrong({ education: 'x', name: '陈\0', series: ['zzz'] })).toEqual([
      '#/name',
      '#/education',
      '#/series/0',
    ])
    expect((await operator.affiliations.trainees()).data).toEqual([])
  })

  it('needs a sign-in, a unit and the grant to operate', async () => {
    const body = filledIn()
    expect((await refusal(api.as().trainees.add({ body }))).code).toBe('not_signed_in')
    const person = await registerPerson(api)
    expect((await refusal(api.as(person.token).trainees.add({ body }))).code).toBe('organization_required')
    const decider = api.as(await actFor(api, person, unit, ['decide']))
    expect((await refusal(decider.trainees.add({ body }))).code).toBe('not_allowed')
    const authority = await createUnitWithOperator(api, { kind: 'hrAuthority' })
    expect((await refusal(api.as(authority.token).trainees.add({ body }))).code).toBe('not_allowed')
  })

  it('cannot add somebody twice, nor whom another unit has, whichever comes first', async () => {
    const body = filledIn()
    const there = await other()
    const both = await Promise.allSettled([operator.trainees.add({ body }), there.client.trainees.add({ body })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((result) => result.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'affiliated_elsewhere' })
    const codes = await Promise.all(
      [operator, there.client].map(async (client) => (await refusal(client.trainees.add({ body }))).code),
    )
    expect(codes.sort()).toEqual(['affiliated_elsewhere', 'trainee_exists'])
  })

  it('twice at once adds one person', async () => {
    const body = filledIn()
    const both = await Promise.allSettled([operator.trainees.add({ body }), operator.trainees.add({ body })])
    const lost = both.find((result) => result.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'trainee_exists' })
    expect((await operator.affiliations.trainees()).data).toHaveLength(1)
  })
})

describe('one person for each ID number', () => {
  it('is bound with the profile it has: what is filled in completes it and replaces nothing', async () => {
    const [known] = await addTrainees(api, 1, ['欧阳小三'])
    const body = filledIn({ name: '欧阳 小三', residentId: known?.residentId ?? '', education: '31' })
    const added = await operator.trainees.add({ body })
    expect(added).toMatchObject({ id: known?.traineeId, education: '21', school: '东莞理工学院', version: 2 })
    expect(added.phone).toBe(maskPhone(known?.phone ?? ''))
    const [change] = (await api.as(known?.token).trainees.myChanges()).data
    expect(change).toMatchObject({ author: 'unit', organizationName: unit.name })
    expect(change?.fields.map(({ field }) => field)).not.toContain('education')
  })

  it('is not to be found out by trying names: a wrong one is refused as the real-name check would', async () => {
    const person = await registerPerson(api, { residentId: nextId(), name: '黄志强' })
    const byName = (name: string) => operator.trainees.add({ body: filledIn({ name, residentId: person.residentId }) })
    const problem = await refusal(byName('黄志刚'))
    expect(problem.code).toBe('real_name_mismatch')
    expect(JSON.stringify(problem)).not.toContain('黄志强')
    const there = await other()
    const body = filledIn()
    await there.client.trainees.add({ body })
    expect((await refusal(operator.trainees.add({ body: { ...body, name: '别人' } }))).code).toBe('real_name_mismatch')
    expect(await byName('黄志强')).toMatchObject({ isRealName: true, name: '黄志强' })
  })

  it('confirms a request to the same unit that waits', async () => {
    const [known] = await addTrainees(api, 1)
    const [asked] = await askUnit(api, unit, known ? [known] : [])
    const body = filledIn({ name: known?.name ?? '', residentId: known?.residentId ?? '' })
    expect((await operator.trainees.add({ body })).affiliationId).toBe(asked)
    const { data } = await api.as(known?.token).affiliations.mine()
    expect(data).toMatchObject([{ id: asked, state: 'active', origin: 'asked' }])
  })

  it('is who later passes the real-name check with it: bound, under the checked name, without saving anything', async () => {
    const body = filledIn({ name: '陈静静' })
    const added = await operator.trainees.add({ body })
    const person = await registerPerson(api, { residentId: body.residentId, name: '陈静' })
    const client = api.as(person.token)
    const { data } = await client.affiliations.mine()
    expect(data).toMatchObject([
      { id: added.affiliationId, state: 'active', origin: 'added', organization: { id: unit.id } },
    ])
    expect(await client.affiliations.profile()).toMatchObject({ id: added.id, name: '陈静', school: '东莞理工学院' })
    expect((await client.trainees.myChanges()).data).toMatchObject([
      { author: 'system', fields: [{ field: 'name', before: '陈静静', after: '陈静' }] },
    ])
    const { accessToken } = await api.as().accounts.refresh({ body: { refreshToken: person.tokens.refreshToken } })
    expect((await api.as(accessToken).accounts.me()).traineeId).toBe(added.id)
    expect((await operator.affiliations.trainees({ query: { q: '陈静静' } })).data).toEqual([])
    expect((await operator.affiliations.trainees({ query: { q: 'cj' } })).data).toMatchObject([{ id: added.id }])
    expect(await factNamesAbout(api, added.id)).toEqual(['ProfileCreated', 'ProfileClaimed'])
  })

  it('claims the trainee once, however many requests arrive at first', async () => {
    const body = filledIn()
    const { id } = await operator.trainees.add({ body })
    const person = await registerPerson(api, { residentId: body.residentId, name: body.name })
    const client = api.as(person.token)
    const seen = await Promise.all([
      client.affiliations.profile(),
      client.affiliations.mine(),
      client.trainees.myChanges(),
    ])
    expect(seen[0].id).toBe(id)
    expect((await factNamesAbout(api, id)).filter((what) => what === 'ProfileClaimed')).toHaveLength(1)
  })
})

describe("editing a trainee's profile", () => {
  it('keeps who changed what, with personal numbers masked, for the unit and the person', async () => {
    const body = filledIn()
    const { id: traineeId } = await operator.trainees.add({ body })
    const params = { traineeId }
    const change = edited(1, { name: '陈靖', school: '暨南大学', phone: '13700009234', series: ['080', '120'] })
    const after = await operator.trainees.edit({ params, body: change })
    expect(after).toMatchObject({ version: 2, name: '陈靖', school: '暨南大学', phone: '137****9234' })
    const [kept, ...rest] = (await operator.trainees.changes({ params })).data
    expect(rest).toEqual([])
    expect(kept).toMatchObject({ author: 'unit', organizationName: unit.name, authorName: expect.any(String) })
    expect(kept?.fields).toEqual([
      { field: 'name', before: '陈静静', after: '陈靖' },
      { field: 'phone', before: '137****1234', after: '137****9234' },
      { field: 'school', before: '东莞理工学院', after: '暨南大学' },
      { field: 'series', before: '080', after: '080,120' },
    ])
    const person = await registerPerson(api, { residentId: body.residentId, name: '陈靖' })
    expect((await api.as(person.token).trainees.myChanges()).data).toMatchObject([{ id: kept?.id, author: 'unit' }])
    const told = (await api.as(person.token).messages.list()).data.map(({ title, body }) => [title, body])
    expect(told).toEqual([
      ['个人信息已修改', `${unit.name}修改了您的姓名、手机号、毕业院校、职称系列，请核对。`],
      ['单位已添加您', expect.stringContaining(unit.name)],
    ])
    const found = await operator.affiliations.trainees({ query: { q: '13700009234' } })
    expect(found.data).toMatchObject([{ id: traineeId, name: '陈靖' }])
  })

  it('cannot rename who has passed the real-name check, nor turn the calendar around', async () => {
    const person = await registerPerson(api, { residentId: nextId(), name: '周岩' })
    const { id: traineeId, version } = await operator.trainees.add({
      body: filledIn({ name: '周岩', residentId: person.residentId }),
    })
    const body = edited(version, { name: '周颜', workStartedOn: '1970-01-01' })
    const problem = await refusal(operator.trainees.edit({ params: { traineeId }, body }))
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#/workStartedOn', '#/name'])
  })

  it('lets one of two operators win and records one change', async () => {
    const { id: traineeId } = await operator.trainees.add({ body: filledIn() })
    const params = { traineeId }
    const both = await Promise.allSettled(
      ['甲校', '乙校'].map((school) => operator.trainees.edit({ params, body: edited(1, { school }) })),
    )
    const lost = both.find((result) => result.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'state_conflict' })
    expect((await operator.trainees.changes({ params })).data).toHaveLength(1)
    const stale = operator.trainees.edit({ params, body: edited(1) })
    expect((await refusal(stale)).code).toBe('state_conflict')
  })

  it("leaves another unit's trainee absent, and needs the grant", async () => {
    const { id: traineeId, affiliationId } = await operator.trainees.add({ body: filledIn() })
    const params = { traineeId }
    const there = await other()
    const reveal = { params, body: { field: 'phone' as const, purpose: '联系本人' } }
    const decider = api.as(await actFor(api, await registerPerson(api), unit, ['decide']))
    const guest = api.as()
    const callsOf = (client: typeof operator) => [
      client.trainees.edit({ params, body: edited(1) }),
      client.trainees.reveal(reveal),
      client.trainees.view({ params }),
      client.trainees.changes({ params }),
    ]
    const codes = async (calls: Promise<unknown>[]) =>
      Promise.all(calls.map(async (call) => (await refusal(call)).code))
    expect(new Set(await codes(callsOf(there.client)))).toEqual(new Set(['not_found']))
    expect(new Set(await codes(callsOf(guest)))).toEqual(new Set(['not_signed_in']))
    expect(await codes(callsOf(decider).slice(0, 2))).toEqual(['not_allowed', 'not_allowed'])
    expect((await decider.trainees.view({ params })).abilities).toEqual({ edit: false, end: false, reveal: false })
    await operator.affiliations.end({ params: { affiliationId }, body: {} })
    expect((await refusal(operator.trainees.view({ params }))).code).toBe('not_found')
  })
})
