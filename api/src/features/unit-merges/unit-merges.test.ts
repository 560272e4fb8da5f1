import { Types, trusted } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees, addTrainees, askUnit } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnit, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { affiliationModel, newAffiliation, type Trainee, traineeModel } from '../affiliations'

let api: TestApi
type Made = Awaited<ReturnType<typeof createUnitWithOperator>>
let duplicate: Made
let unit: Made
let authority: ReturnType<TestApi['as']>
let number = 0
beforeAll(async () => {
  api = await startTestApi()
  const made = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '441900' })
  authority = api.as(made.token)
})
afterAll(() => api.stop())
beforeEach(async () => {
  number += 1
  duplicate = await createUnitWithOperator(api, { name: `松湖实验学校${number}部`, aliases: [`松实${number}`] })
  unit = await createUnitWithOperator(api, { name: `东莞市松湖实验学校${number}` })
})

const merge = (by = authority) =>
  by.unitMerges.start({ body: { fromId: duplicate.unit.id, intoId: unit.unit.id, reason: '同一单位重复注册' } })
const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code

describe('merging a duplicate into a unit', () => {
  it('moves people, requests and operators, and keeps what was', async () => {
    const [bound] = await addConfirmedTrainees(api, duplicate.unit, 1)
    const [asking] = await addTrainees(api, 1)
    const [request] = await askUnit(api, duplicate.unit, asking ? [asking] : [])
    const merged = await merge()
    expect(merged).toMatchObject({ state: 'completed', from: { id: duplicate.unit.id }, into: { id: unit.unit.id } })
    const client = api.as(unit.token)
    expect((await client.affiliations.trainees()).data.map(({ id }) => id)).toEqual([bound?.traineeId])
    expect((await client.affiliations.requests()).data).toMatchObject([{ id: request, state: 'pending' }])
    const [now, before] = (await api.as(bound?.token).affiliations.mine()).data
    expect(now).toMatchObject({ state: 'active', origin: 'merged', organization: { id: unit.unit.id } })
    expect(before).toMatchObject({ state: 'ended', endedBy: 'merge', organization: { id: duplicate.unit.id } })
    for (const { operator } of [duplicate, unit]) {
      expect((await api.as(operator.token).messages.list()).data[0]?.kind).toBe('unitMerged')
    }
    const acting = await api.as(duplicate.operator.token).accounts.actAs({ body: { organizationId: unit.unit.id } })
    expect((await api.as(acting.accessToken).affiliations.trainees()).data).toHaveLength(1)
    expect(await factNamesAbout(api, duplicate.unit.id)).toEqual([
      'OrganizationCreated',
      'UnitMergeStarted',
      'UnitMergeCompleted',
    ])
  })

  it('leaves a pointer: found by its old name, code and QR, it leads to the other', async () => {
    await merge()
    const person = api.as((await registerPerson(api)).token)
    const find = async (q: string) => (await person.organizations.search({ query: { q } })).data.map(({ id }) => id)
    const [name, initials] = [`松湖实验学校${number}部`, `shsyxx${number}b`]
    for (const q of [name, initials, `松实${number}`, duplicate.unit.code])
      expect(await find(q)).toEqual([unit.unit.id])
    const params = { organizationId: duplicate.unit.id }
    const pointer = { id: unit.unit.id, name: unit.unit.name }
    expect(await api.as().organizations.view({ params })).toMatchObject({ mergedInto: pointer })
    const [trainee] = await addTrainees(api, 1)
    const asked = await api.as(trainee?.token).affiliations.ask({ body: { joinCode: duplicate.unit.joinCode } })
    expect(asked.organization.id).toBe(unit.unit.id)
    const added = { name: '陈静', residentId: '11010519491231002X', education: '21' }
    expect(await codeOf(api.as(duplicate.token).trainees.add({ body: added }))).toBe('organization_merged')
  })

  it('goes on where it was cut off, in as many runs as it takes, and twice does nothing twice', async () => {
    const { db } = api.app.deps
    const people = await addTrainees(api, 203)
    const trainees = await traineeModel(db)
      .find({ accountId: trusted({ $in: people.map(({ accountId }) => accountId) }) })
      .lean<Trainee[]>()
    const from = { _id: new Types.ObjectId(duplicate.unit.id), regionCode: '441900' }
    const bindings = trainees.map((trainee) => {
      const asked = newAffiliation(trainee, from, { askedAt: new Date(api.clock.now()), origin: 'asked' })
      return { ...asked, state: 'active' as const }
    })
    await affiliationModel(db).insertMany(bindings)
    const { id: mergeId, state } = await merge()
    expect(state).toBe('running')
    const again = () => authority.unitMerges.continue({ params: { mergeId } })
    await Promise.all([again(), again()])
    expect(await again()).toMatchObject({ state: 'completed', abilities: { continue: false } })
    const counts = await Promise.all(
      [unit, duplicate].map(({ unit: { id: organizationId } }) =>
        affiliationModel(db).countDocuments({ organizationId, state: 'active' }),
      ),
    )
    expect(counts).toEqual([203, 0])
    const completions = (await factNamesAbout(api, duplicate.unit.id)).filter((what) => what === 'UnitMergeCompleted')
    expect(completions).toHaveLength(1)
  })

  it('happens once: neither again, nor back, nor both ways at the same time', async () => {
    const back = () =>
      authority.unitMerges.start({ body: { fromId: unit.unit.id, intoId: duplicate.unit.id, reason: '反过来' } })
    const both = await Promise.allSettled([merge(), back()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const codes = [await codeOf(merge()), await codeOf(back())]
    expect(codes).toEqual(['organization_merged', 'organization_merged'])
  })

  it('of a unit that others were merged into leads all of them on', async () => {
    await merge()
    const last = await createUnit(api)
    await authority.unitMerges.start({ body: { fromId: unit.unit.id, intoId: last.id, reason: '并校' } })
    const params = { organizationId: duplicate.unit.id }
    expect((await api.as().organizations.view({ params })).mergedInto?.id).toBe(last.id)
  })

  it('is for the HR authority of both units', async () => {
    expect(await codeOf(merge(api.as()))).toBe('not_signed_in')
    expect(await codeOf(merge(api.as(unit.token)))).toBe('not_allowed')
    const elsewhere = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '442000' })
    expect(await codeOf(merge(api.as(elsewhere.token)))).toBe('not_found')
    const clerk = await createUnitWithOperator(api, { kind: 'hrAuthority', grants: ['operate'] })
    expect(await codeOf(merge(api.as(clerk.token)))).toBe('not_allowed')
    const same = { fromId: unit.unit.id, intoId: unit.unit.id, reason: '同一个' }
    expect(await codeOf(authority.unitMerges.start({ body: same }))).toBe('invalid_input')
    const { id: mergeId } = await merge()
    const params = { mergeId }
    expect(await codeOf(api.as(elsewhere.token).unitMerges.continue({ params }))).toBe('not_found')
    expect(await codeOf(api.as(unit.token).unitMerges.continue({ params }))).toBe('not_allowed')
    expect((await authority.unitMerges.list()).data[0]).toMatchObject({ id: mergeId })
    expect((await api.as(elsewhere.token).unitMerges.list()).data).toEqual([])
  })
})

describe('other names of a unit', () => {
  it('are set by itself or its authority, and found by characters, pinyin and initials', async () => {
    const params = { organizationId: unit.unit.id }
    const set = (client: typeof authority, aliases: string[]) =>
      client.organizations.setAliases({ params, body: { aliases } })
    const alias = `育才小学堂${number}`
    expect((await set(api.as(unit.token), [alias, alias, unit.unit.name])).aliases).toEqual([alias])
    const person = api.as((await registerPerson(api)).token)
    for (const q of [alias, 'yucaixiao', `ycxxt${number}`]) {
      const { data } = await person.organizations.search({ query: { q } })
      expect(data.map(({ id }) => id)).toContain(unit.unit.id)
    }
    expect(await codeOf(set(authority, [duplicate.unit.name]))).toBe('alias_taken')
    expect((await set(authority, [])).aliases).toEqual([])
    expect(await codeOf(set(api.as(duplicate.token), ['别人的名字']))).toBe('not_allowed')
    const clerk = api.as(await actFor(api, await registerPerson(api), unit.unit, ['operate']))
    expect(await codeOf(set(clerk, ['别名']))).toBe('not_allowed')
    expect(await codeOf(set(api.as(unit.token), ['a\0']))).toBe('invalid_input')
    expect(await codeOf(api.as().organizations.setAliases({ params, body: { aliases: [] } }))).toBe('not_signed_in')
  })
})
