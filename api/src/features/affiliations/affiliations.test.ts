import { maskResidentId } from '@jijiao/shared/identifiers'
import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees, addTrainees, askUnit, bySystem } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import {
  actFor,
  createUnit,
  createUnitWithOperator,
  registerPerson,
  type TestUnit,
} from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { inTransaction } from '../../db/transaction'
import { bindAdded } from './affiliation.bind'
import { type Trainee, traineeModel } from './trainee.model'

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

const decide = (ids: string[], decision: 'confirm' | 'refuse' = 'confirm', reason?: string) =>
  operator.affiliations.decide({ body: { ids, decision, ...(reason && { reason }) } })

/** A confirmation of these requests. */
const confirming = (...ids: string[]) => ({ body: { ids, decision: 'confirm' as const } })

const absentId = 'f'.repeat(24)

/** Binds a trainee at once, as a unit does that adds somebody. */
const bindTo = ({ id }: TestUnit, traineeId: string) =>
  inTransaction(api.app.deps.db, async (session) => {
    const trainee = await traineeModel(api.app.deps.db).findById(traineeId, null, { session }).orFail().lean<Trainee>()
    const to = { _id: new Types.ObjectId(id), regionCode: '441900' }
    return bindAdded(api.app.deps, bySystem(api), trainee, to, session)
  })

/** Somebody with a saved profile, signed in. */
async function somebody(name?: string) {
  const [trainee] = await addTrainees(api, 1, name ? [name] : [])
  if (!trainee) throw new Error('no trainee')
  return { ...trainee, client: api.as(trainee.token) }
}

describe('asking a unit', () => {
  it('goes by its id or its join code, once at a time', async () => {
    const { client, traineeId } = await somebody()
    const asked = await client.affiliations.ask({ body: { organizationId: unit.id } })
    expect(asked).toMatchObject({ organization: { id: unit.id, name: unit.name }, state: 'pending' })
    expect(asked.abilities).toEqual({ withdraw: true, leave: false, dispute: false })
    expect((await client.affiliations.profile()).abilities.ask).toBe(false)
    const other = await createUnit(api)
    const again = client.affiliations.ask({ body: { joinCode: other.joinCode } })
    expect((await refusal(again)).code).toBe('affiliation_pending')
    await client.affiliations.withdraw({ params: { affiliationId: asked.id } })
    const scanned = `https://example.com/u/${other.joinCode.toLowerCase()}`
    const next = await client.affiliations.ask({ body: { joinCode: scanned } })
    expect(next.organization.id).toBe(other.id)
    const { data } = await client.affiliations.mine()
    expect(data.map(({ state }) => state)).toEqual(['pending', 'withdrawn'])
    expect(await factNamesAbout(api, asked.id)).toEqual(['AffiliationRequested', 'AffiliationWithdrawn'])
    expect(traineeId).toBeTruthy()
  })

  it('of two requests at once one stands', async () => {
    const { client } = await somebody()
    const other = await createUnit(api)
    const both = await Promise.allSettled(
      [unit, other].map(({ id }) => client.affiliations.ask({ body: { organizationId: id } })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await client.affiliations.mine()).data).toHaveLength(1)
  })

  it('needs a profile, a sign-in and a unit that exists', async () => {
    const person = await registerPerson(api)
    const body = { organizationId: unit.id }
    expect((await refusal(api.as(person.token).affiliations.ask({ body }))).code).toBe('profile_incomplete')
    expect((await refusal(api.as().affiliations.ask({ body }))).code).toBe('not_signed_in')
    const { client } = await somebody()
    const unknown = client.affiliations.ask({ body: { organizationId: absentId } })
    expect((await refusal(unknown)).code).toBe('organization_not_found')
    const provider = await createUnit(api, { kind: 'provider' })
    const wrongKind = client.affiliations.ask({ body: { organizationId: provider.id } })
    expect((await refusal(wrongKind)).code).toBe('organization_not_found')
    for (const wrong of [{}, { joinCode: '12' }, { organizationId: unit.id, joinCode: unit.joinCode }]) {
      expect((await refusal(client.affiliations.ask({ body: wrong }))).code).toBe('invalid_input')
    }
  })

  it('is refused by the unit that the trainee belongs to already', async () => {
    const { client } = await somebody()
    const asked = await client.affiliations.ask({ body: { organizationId: unit.id } })
    await decide([asked.id])
    const again = client.affiliations.ask({ body: { organizationId: unit.id } })
    expect((await refusal(again)).code).toBe('already_affiliated')
  })

  it('is withdrawn by nobody but the trainee, and only before the answer', async () => {
    const [mine, theirs] = [await somebody(), await somebody()]
    const asked = await mine.client.affiliations.ask({ body: { organizationId: unit.id } })
    const params = { affiliationId: asked.id }
    expect((await refusal(theirs.client.affiliations.withdraw({ params }))).code).toBe('not_found')
    expect((await refusal(api.as().affiliations.withdraw({ params }))).code).toBe('not_signed_in')
    await decide([asked.id])
    expect((await refusal(mine.client.affiliations.withdraw({ params }))).code).toBe('state_conflict')
  })
})

describe("the operator's to-do list", () => {
  it('shows who asks, oldest first, masked, and pages', async () => {
    const trainees = await addTrainees(api, 5)
    for (const trainee of trainees) {
      await askUnit(api, unit, [trainee])
      api.clock.advance(1_000)
    }
    const first = await operator.affiliations.requests({ query: { limit: 3 } })
    const second = await operator.affiliations.requests({ query: { limit: 3, cursor: first.nextCursor ?? '' } })
    const listed = [...first.data, ...second.data]
    expect(listed.map(({ traineeId }) => traineeId)).toEqual(trainees.map(({ traineeId }) => traineeId))
    expect(second.nextCursor).toBeNull()
    expect(listed[0]).toMatchObject({ state: 'pending', education: '21', sex: expect.stringMatching(/^[12]$/) })
    expect(listed[0]?.abilities).toEqual({ confirm: true, refuse: true, object: false })
    expect(listed[0]?.residentId).toBe(maskResidentId(trainees[0]?.residentId ?? ''))
    const text = JSON.stringify(listed)
    for (const { residentId, phone } of trainees) {
      expect(text).not.toContain(residentId)
      expect(text).not.toContain(phone)
    }
  })

  it('finds by name, pinyin, initials and whole ID number', async () => {
    const trainees = await addTrainees(api, 4, ['张三', '单小曾', '阿卜杜拉·买买提', '李三省'])
    await askUnit(api, unit, trainees)
    const find = async (q: string) =>
      (await operator.affiliations.requests({ query: { q } })).data.map(({ name }) => name).sort()
    expect(await find('张三')).toEqual(['张三'])
    expect(await find('三')).toEqual(['张三', '李三省'])
    expect(await find('zhangsan')).toEqual(['张三'])
    expect(await find('ZS')).toEqual(['张三'])
    expect(await find('shan xiao')).toEqual(['单小曾'])
    expect(await find('阿卜杜拉·买')).toEqual(['阿卜杜拉·买买提'])
    expect(await find(trainees[3]?.residentId.toLowerCase() ?? '')).toEqual(['李三省'])
    expect(await find('.*')).toEqual([])
    expect(await find('(')).toEqual([])
    expect(await find('')).toHaveLength(4)
  })

  it("shows nothing of another unit's, and needs one to act for", async () => {
    const { client } = await somebody()
    await client.affiliations.ask({ body: { organizationId: unit.id } })
    const other = await createUnitWithOperator(api)
    expect((await api.as(other.token).affiliations.requests()).data).toEqual([])
    expect((await refusal(client.affiliations.requests())).code).toBe('organization_required')
    expect((await refusal(api.as().affiliations.requests())).code).toBe('not_signed_in')
  })
})

describe('deciding', () => {
  it('confirms many, each by itself, and the trainee reads the answer', async () => {
    const trainees = await addTrainees(api, 3)
    const ids = await askUnit(api, unit, trainees)
    const withdrawn = api.as(trainees[1]?.token)
    await withdrawn.affiliations.withdraw({ params: { affiliationId: ids[1] ?? '' } })
    const { results } = await decide([...ids, absentId, ids[0] ?? ''])
    expect(results).toEqual([
      { id: ids[0], outcome: 'done' },
      { id: ids[1], outcome: 'refused', problem: { code: 'state_conflict', title: expect.any(String) } },
      { id: ids[2], outcome: 'done' },
      { id: absentId, outcome: 'refused', problem: { code: 'not_found', title: expect.any(String) } },
    ])
    const [answer] = (await api.as(trainees[0]?.token).affiliations.mine()).data
    expect(answer).toMatchObject({ state: 'active', decidedAt: expect.any(String), abilities: { withdraw: false } })
    expect(await factNamesAbout(api, ids[0] ?? '')).toEqual(['AffiliationRequested', 'AffiliationConfirmed'])
  })

  it('refuses with a reason that the trainee reads', async () => {
    const { client } = await somebody()
    const { id } = await client.affiliations.ask({ body: { organizationId: unit.id } })
    const unexplained = await refusal(decide([id], 'refuse'))
    expect(unexplained.errors).toEqual([{ pointer: '#/reason', detail: '请填写不通过的原因' }])
    expect((await refusal(decide([id], 'refuse', '  '))).code).toBe('invalid_input')
    expect((await decide([id], 'refuse', '不是本单位人员')).results).toEqual([{ id, outcome: 'done' }])
    const [answer] = (await client.affiliations.mine()).data
    expect(answer).toMatchObject({ state: 'refused', reason: '不是本单位人员' })
    expect((await client.affiliations.profile()).abilities.ask).toBe(true)
  })

  it('lets one of two deciders win and records one fact', async () => {
    const colleague = api.as(await actFor(api, await registerPerson(api), unit))
    const { client } = await somebody()
    const { id } = await client.affiliations.ask({ body: { organizationId: unit.id } })
    const answers = await Promise.all([
      operator.affiliations.decide(confirming(id)),
      colleague.affiliations.decide({ body: { ids: [id], decision: 'refuse', reason: '查无此人' } }),
    ])
    const results = answers.flatMap((answer) => answer.results)
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused'])
    const lost = results.find(({ outcome }) => outcome === 'refused')
    expect(lost).toMatchObject({ problem: { code: 'state_conflict' } })
    expect(await factNamesAbout(api, id)).toHaveLength(2)
  })

  it('does not confirm who was bound to another unit after asking', async () => {
    const { client, traineeId } = await somebody()
    const asked = await client.affiliations.ask({ body: { organizationId: unit.id } })
    const other = await createUnitWithOperator(api)
    await bindTo(other.unit, traineeId)
    expect((await decide([asked.id])).results).toMatchObject([
      { outcome: 'refused', problem: { code: 'affiliated_elsewhere' } },
    ])
    const [bound] = (await api.as(other.token).affiliations.trainees()).data
    await api.as(other.token).affiliations.end({ params: { affiliationId: bound?.affiliationId ?? '' }, body: {} })
    expect((await decide([asked.id])).results).toMatchObject([{ outcome: 'done' }])
  })

  it("leaves another unit's request alone and needs the grant", async () => {
    const { client } = await somebody()
    const { id } = await client.affiliations.ask({ body: { organizationId: unit.id } })
    const other = await createUnitWithOperator(api)
    const { results } = await api.as(other.token).affiliations.decide(confirming(id))
    expect(results).toMatchObject([{ outcome: 'refused', problem: { code: 'not_found' } }])
    const clerk = api.as(await actFor(api, await registerPerson(api), unit, ['operate']))
    expect((await refusal(clerk.affiliations.decide(confirming(id)))).code).toBe('not_allowed')
    expect((await clerk.affiliations.requests()).data[0]?.abilities).toMatchObject({ confirm: false, refuse: false })
    expect((await refusal(client.affiliations.decide(confirming(id)))).code).toBe('organization_required')
    expect((await refusal(api.as().affiliations.decide(confirming(id)))).code).toBe('not_signed_in')
  })

  it('answers a repetition with the same key as the first time', async () => {
    const { client } = await somebody()
    const { id } = await client.affiliations.ask({ body: { organizationId: unit.id } })
    const options = { idempotencyKey: 'decision-once' }
    const first = await operator.affiliations.decide(confirming(id), options)
    expect(await operator.affiliations.decide(confirming(id), options)).toEqual(first)
    expect(first.results).toEqual([{ id, outcome: 'done' }])
  })
})

describe("the unit's trainees", () => {
  it('are listed by pinyin, masked, page by page', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 5, ['周五', '陈一', '李二', '陈一', '王四'])
    const first = await operator.affiliations.trainees({ query: { limit: 2 } })
    const second = await operator.affiliations.trainees({ query: { limit: 2, cursor: first.nextCursor ?? '' } })
    const third = await operator.affiliations.trainees({ query: { limit: 2, cursor: second.nextCursor ?? '' } })
    const listed = [...first.data, ...second.data, ...third.data]
    expect(listed.map(({ name }) => name)).toEqual(['陈一', '陈一', '李二', '王四', '周五'])
    expect(new Set(listed.map(({ id }) => id)).size).toBe(5)
    expect(third.nextCursor).toBeNull()
    const text = JSON.stringify(listed)
    for (const { residentId, phone } of trainees) {
      expect(text).not.toContain(residentId)
      expect(text).not.toContain(phone)
    }
    const found = await operator.affiliations.trainees({ query: { q: 'ly' } })
    expect(found.data).toEqual([])
    expect((await operator.affiliations.trainees({ query: { q: 'le' } })).data[0]).toMatchObject({ name: '李二' })
  })

  it('are unbound once, with the history kept', async () => {
    const [trainee] = await addConfirmedTrainees(api, unit, 1)
    const [row] = (await operator.affiliations.trainees()).data
    expect(row?.abilities).toMatchObject({ end: true })
    const ending = { params: { affiliationId: row?.affiliationId ?? '' }, body: { reason: '已调离' } }
    const both = await Promise.allSettled([operator.affiliations.end(ending), operator.affiliations.end(ending)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await operator.affiliations.trainees()).data).toEqual([])
    const [kept] = (await api.as(trainee?.token).affiliations.mine()).data
    expect(kept).toMatchObject({ state: 'ended', reason: '已调离', endedAt: expect.any(String) })
    const facts = await factNamesAbout(api, row?.affiliationId ?? '')
    expect(facts.filter((what) => what === 'AffiliationEnded')).toHaveLength(1)
  })

  it('are not unbound by another unit, a trainee or an operator without the grant', async () => {
    const [trainee] = await addConfirmedTrainees(api, unit, 1)
    const [row] = (await operator.affiliations.trainees()).data
    const ending = { params: { affiliationId: row?.affiliationId ?? '' }, body: {} }
    const other = await createUnitWithOperator(api)
    expect((await refusal(api.as(other.token).affiliations.end(ending))).code).toBe('not_found')
    expect((await api.as(other.token).affiliations.trainees()).data).toEqual([])
    const decider = api.as(await actFor(api, await registerPerson(api), unit, ['decide']))
    expect((await refusal(decider.affiliations.end(ending))).code).toBe('not_allowed')
    expect((await refusal(api.as(trainee?.token).affiliations.end(ending))).code).toBe('organization_required')
    expect((await refusal(api.as().affiliations.end(ending))).code).toBe('not_signed_in')
    const long = { ...ending, body: { reason: '长'.repeat(201) } }
    expect((await refusal(operator.affiliations.end(long))).code).toBe('invalid_input')
  })
})

describe('hostile input to affiliations', () => {
  it.each([
    '/affiliations?q=a&q=b',
    '/affiliations?q[$ne]=a',
    '/affiliations?state[]=pending',
    '/affiliations?q=%00',
    '/affiliations?limit=101',
    '/affiliations?limit=NaN',
    '/affiliations?cursor=abc',
    `/affiliations?cursor=${Buffer.from(JSON.stringify(['never', absentId])).toString('base64url')}`,
    `/trainees?cursor=${Buffer.from(JSON.stringify([{ $gt: '' }, absentId])).toString('base64url')}`,
    `/trainees?q=${'a'.repeat(300)}`,
    '/trainees?__proto__=1',
    '/trainees?unknown=1',
  ])('%s is refused as wrong input', async (path) => {
    const { token } = await createUnitWithOperator(api)
    const response = await fetch(`${api.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([422, 'invalid_input'])
  })

  it.each([
    { ids: [{ $ne: null }], decision: 'confirm' },
    { ids: { $in: [] }, decision: 'confirm' },
    { ids: [], decision: 'confirm' },
    { ids: Array.from({ length: 101 }, () => absentId), decision: 'confirm' },
    { ids: [absentId], decision: 'delete' },
    { ids: [absentId], decision: 'refuse', reason: 'a\0' },
    { ids: [absentId], decision: 'refuse', reason: '\udc00' },
    { ids: [absentId], decision: 'confirm', $where: '1' },
  ])('a decision %j is refused as wrong input', async (body) => {
    expect((await refusal(operator.affiliations.decide({ body: body as never }))).code).toBe('invalid_input')
  })

  it('an id of any other form is simply not there', async () => {
    for (const affiliationId of ['1', '..', '%00', absentId.toUpperCase(), '{"$ne":1}']) {
      const problem = await refusal(operator.affiliations.end({ params: { affiliationId }, body: {} }))
      expect(problem.code).toBe('not_found')
    }
  })
})
