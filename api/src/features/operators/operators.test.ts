import { maskResidentId } from '@jijiao/shared/identifiers'
import {
  OPEN_OPERATOR_STATES,
  OPERATOR_INVITATION_DAYS,
  OPERATOR_STATES,
  type OperatorGrant,
  type OperatorState,
  operatorLifecycle,
} from '@jijiao/shared/organizations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factNamesAbout, factsAbout } from '../../../../test/support/facts'
import { registerPerson, residentIdOf, type TestPerson } from '../../../../test/support/people'
import { outcome, refusal } from '../../../../test/support/refusal'
import { registerOpenUnit, registerUnit } from '../../../../test/support/unit-accounts'

const LAPSE_MS = OPERATOR_INVITATION_DAYS * 24 * 60 * 60 * 1_000

let api: TestApi
let unit: Awaited<ReturnType<typeof registerUnit>>
/** Renewed by `signInUnit`, since clocks that jump days outlast a token. */
let unitToken: string

beforeAll(async () => {
  api = await startTestApi()
  unit = await registerOpenUnit(api)
  unitToken = unit.token
})
afterAll(() => api.stop())

async function signInUnit({ described }: Pick<typeof unit, 'described'> = unit) {
  const { version: noticeVersion } = await api.as().accounts.notice()
  const { userName, password } = described
  const { accessToken } = await api.as().accounts.signInAsUnit({ body: { userName, password, noticeVersion } })
  return accessToken
}
async function signIn({ userName, password }: TestPerson) {
  const { version: noticeVersion } = await api.as().accounts.notice()
  return (await api.as().accounts.signIn({ body: { userName, password, noticeVersion } })).accessToken
}
const manager = () => api.as(unitToken).operators
const identityOf = ({ name, userName, residentId }: TestPerson) => ({ name, userName, residentId })
const invite = (person: TestPerson, grants: OperatorGrant[] = ['operate']) =>
  manager().invite({ body: { ...identityOf(person), grants } })
const accept = (token: string, operatorId: string) =>
  api.as(token).organizations.acceptBinding({ params: { operatorId } })
const cancel = (operatorId: string) => manager().cancel({ params: { operatorId }, body: { reason: '离职' } })

/** A new unit's account for each test that counts: searches are limited. */
async function useFreshUnit() {
  unit = await registerOpenUnit(api)
  unitToken = unit.token
}

describe('finding a person', () => {
  it('takes name, user name and ID number together, and shows no more than the unit knew', async () => {
    const person = await registerPerson(api, { name: '欧阳小三' })
    const body = { ...identityOf(person), userName: person.userName.toUpperCase() }
    expect((await manager().find({ body })).candidate).toEqual({
      userName: person.userName,
      name: '欧阳小三',
      residentId: maskResidentId(person.residentId),
      state: null,
      abilities: { invite: true },
    })
    await invite(person)
    const invited = await manager().find({ body })
    expect(invited.candidate).toMatchObject({ state: 'pending', abilities: { invite: false } })
  })

  it('finds nobody by two of the three, nor anybody without a real-name check', async () => {
    const person = await registerPerson(api)
    const nameless = await registerPerson(api, { isRealName: false })
    const body = identityOf(person)
    for (const wrong of [
      { ...body, name: '别的人' },
      { ...body, userName: 'somebody_else' },
      { ...body, residentId: residentIdOf(310_001) },
      identityOf(nameless),
    ]) {
      expect(await manager().find({ body: wrong })).toEqual({ candidate: null })
      expect(await outcome(manager().invite({ body: { ...wrong, grants: [] } }))).toBe('person_not_found')
    }
  })

  it('is limited to thirty tries an hour, invitations among them', async () => {
    await useFreshUnit()
    const body = { name: '没有人', userName: 'nobody_at_all', residentId: residentIdOf(310_002) }
    const tries = await Promise.all(
      Array.from({ length: 32 }, (_, each) =>
        outcome(each % 2 ? manager().find({ body }) : manager().invite({ body: { ...body, grants: [] } })),
      ),
    )
    expect(tries.filter((code) => code === 'too_many_requests')).toHaveLength(2)
    await useFreshUnit()
  })

  it('says what is wrong with an ID number', async () => {
    const body = { name: '陈静', userName: 'chenjing', residentId: '44190019990101001X' }
    expect(await refusal(manager().find({ body }))).toMatchObject({
      code: 'invalid_input',
      errors: [{ pointer: '#/residentId' }],
    })
  })
})

describe('an invitation', () => {
  it('becomes a binding with the grants it was given while pending', async () => {
    const person = await registerPerson(api)
    const invited = await invite(person, ['operate'])
    expect(invited).toMatchObject({ state: 'pending', name: person.name, userName: person.userName, activeAt: null })
    const params = { operatorId: invited.id }
    const granted = await manager().changeGrants({ params, body: { grants: ['operate', 'decide'] } })
    expect(granted).toMatchObject({ id: invited.id, state: 'pending', grants: ['operate', 'decide'] })
    const organizationId = unit.organizationId
    const early = api.as(person.token).accounts.actAs({ body: { organizationId } })
    expect(await outcome(early)).toBe('not_found')
    const [mine] = (await api.as(person.token).organizations.myBindings()).data
    expect(mine).toMatchObject({
      id: invited.id,
      organizationName: unit.described.name,
      lapsesAt: new Date(Date.parse(invited.invitedAt) + LAPSE_MS).toISOString(),
      abilities: { actAs: false, accept: true, refuse: true },
    })
    const accepted = await accept(person.token, invited.id)
    expect(accepted).toMatchObject({ state: 'active', abilities: { actAs: true, accept: false, refuse: false } })
    const [told] = (await api.as(unitToken).messages.list()).data
    expect(told).toMatchObject({ kind: 'operatorAccepted', body: `${person.name}已接受担任经办人。` })
    const acting = await api.as(person.token).accounts.actAs({ body: { organizationId } })
    expect(acting.actingAs?.grants).toEqual(['operate', 'decide'])
    expect(await factNamesAbout(api, invited.id)).toEqual([
      'OperatorInvited',
      'OperatorGrantsChanged',
      'OperatorAccepted',
    ])
    const [first, , last] = await factsAbout(api, invited.id)
    expect(first).toMatchObject({ organizationId, actor: { accountId: unit.tokens.account.id, organizationId } })
    expect(last).toMatchObject({ from: 'pending', to: 'active', actor: { accountId: person.accountId } })
  })

  it('may go to one person by several units', async () => {
    const person = await registerPerson(api)
    const other = await registerUnit(api)
    const mine = await invite(person)
    const body = { ...identityOf(person), grants: ['decide' as const] }
    const theirs = await api.as(other.token).operators.invite({ body })
    for (const { id } of [mine, theirs]) await accept(person.token, id)
    const { data } = await api.as(person.token).organizations.myBindings()
    expect(data.map(({ organizationId }) => organizationId)).toEqual([unit.organizationId, other.organizationId])
  })

  it('is sent once, also when two are sent at once', async () => {
    const person = await registerPerson(api)
    const codes = await Promise.all([outcome(invite(person)), outcome(invite(person))])
    expect(codes.sort()).toEqual(['done', 'operator_exists'])
  })

  it('lapses after seven days by the clock alone, and can then be sent anew', async () => {
    await useFreshUnit()
    const person = await registerPerson(api)
    const { id: operatorId } = await invite(person)
    api.clock.advance(LAPSE_MS - 1_000)
    expect((await api.as(await signIn(person)).organizations.myBindings()).data).toMatchObject([{ state: 'pending' }])
    api.clock.advance(1_000)
    unitToken = await signInUnit()
    const token = await signIn(person)
    expect((await api.as(token).organizations.myBindings()).data).toMatchObject([
      { state: 'lapsed', lapsesAt: null, abilities: { actAs: false, accept: false, refuse: false } },
    ])
    expect(await outcome(accept(token, operatorId))).toBe('invitation_lapsed')
    expect((await manager().list({ query: { state: 'pending' } })).data).toEqual([])
    expect((await manager().list({ query: { state: 'lapsed' } })).data).toMatchObject([{ id: operatorId }])
    const again = await invite(person, ['decide'])
    expect(again.id).not.toBe(operatorId)
    expect((await manager().list({ query: { state: 'lapsed' } })).data).toMatchObject([{ id: operatorId }])
    expect(await factNamesAbout(api, operatorId)).toEqual(['OperatorInvited', 'OperatorInvitationLapsed'])
    await accept(token, again.id)
  })
})

/** Brings a binding into a state the way people do. */
async function bindingIn(state: OperatorState) {
  const person = await registerPerson(api)
  const { id: operatorId } = await invite(person)
  let { token } = person
  if (state === 'active') await accept(token, operatorId)
  if (state === 'refused') await api.as(token).organizations.refuseBinding({ params: { operatorId } })
  if (state === 'cancelled') await cancel(operatorId)
  if (state === 'lapsed') {
    api.clock.advance(LAPSE_MS)
    unitToken = await signInUnit()
    token = await signIn(person)
  }
  return { person, operatorId, token }
}

const ACTIONS = {
  accept: (operatorId: string, token: string) => accept(token, operatorId),
  refuse: (operatorId: string, token: string) => api.as(token).organizations.refuseBinding({ params: { operatorId } }),
  cancel: (operatorId: string) => cancel(operatorId),
  changeGrants: (operatorId: string) =>
    manager().changeGrants({ params: { operatorId }, body: { grants: ['decide'] } }),
}
type Action = keyof typeof ACTIONS
const { accept: accepting, refuse: refusing, cancel: cancelling } = operatorLifecycle
const ALLOWED: Record<Action, { from: readonly OperatorState[]; to: OperatorState | null }> = {
  accept: accepting,
  refuse: refusing,
  cancel: cancelling,
  changeGrants: { from: OPEN_OPERATOR_STATES, to: null },
}
const CASES = OPERATOR_STATES.flatMap((state) =>
  (Object.keys(ACTIONS) as Action[]).map((action) => {
    const { from, to } = ALLOWED[action]
    const refused = state === 'lapsed' ? 'invitation_lapsed' : 'state_conflict'
    return { state, action, expected: from.includes(state) ? (to ?? state) : refused }
  }),
)

describe('the lifecycle of a binding', () => {
  beforeAll(useFreshUnit)

  it.each(CASES)('from $state, $action gives $expected', async ({ state, action, expected }) => {
    const { operatorId, token } = await bindingIn(state)
    const facts = (await factsAbout(api, operatorId)).length
    const ended = await ACTIONS[action](operatorId, token).then(
      (view) => view.state,
      (error: { code: string }) => error.code,
    )
    expect(ended).toBe(expected)
    const isRefused = !OPERATOR_STATES.some((known) => known === expected)
    if (isRefused) expect(await factsAbout(api, operatorId)).toHaveLength(facts)
    if (isRefused) {
      const all = (await manager().list({ query: { limit: 100 } })).data
      expect(all.find(({ id }) => id === operatorId)?.state).toBe(state)
    }
  })
})

describe('races', () => {
  beforeAll(useFreshUnit)

  it('accepting and cancelling at once ends cancelled, and nobody acts for the unit', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { operatorId, token } = await bindingIn('pending')
      const [accepted, cancelled] = await Promise.all([outcome(accept(token, operatorId)), outcome(cancel(operatorId))])
      expect(cancelled).toBe('done')
      expect(['done', 'state_conflict']).toContain(accepted)
      const { data } = await manager().list({ query: { state: 'cancelled' } })
      expect(data[0]?.id).toBe(operatorId)
      const acting = api.as(token).accounts.actAs({ body: { organizationId: unit.organizationId } })
      expect(await outcome(acting)).toBe('not_found')
      const facts = await factNamesAbout(api, operatorId)
      expect(facts.filter((what) => what === 'OperatorAccepted')).toHaveLength(accepted === 'done' ? 1 : 0)
      expect(facts.filter((what) => what === 'OperatorUnbound')).toHaveLength(1)
    }
  })

  it.each([
    ['accepting and refusing', 'pending', 'accept', 'refuse'],
    ['accepting twice', 'pending', 'accept', 'accept'],
    ['cancelling twice', 'active', 'cancel', 'cancel'],
    ['changing grants twice', 'active', 'changeGrants', 'changeGrants'],
    ['cancelling and changing grants', 'active', 'cancel', 'changeGrants'],
  ] as const)('of %s at once one is done', async (_name, state, one, other) => {
    const { operatorId, token } = await bindingIn(state)
    const codes = await Promise.all([one, other].map((action) => outcome(ACTIONS[action](operatorId, token))))
    expect(codes.sort()).toEqual(['done', 'state_conflict'])
  })
})

describe('an operator who acts for the unit', () => {
  beforeAll(useFreshUnit)
  const actAs = (token: string) => api.as(token).accounts.actAs({ body: { organizationId: unit.organizationId } })

  it('is refused at once when the binding is cancelled, and goes on as a person', async () => {
    const { operatorId, token } = await bindingIn('active')
    const acting = await actAs(token)
    await api.as(acting.accessToken).organizations.joinCode()
    await cancel(operatorId)
    expect(await outcome(api.as(acting.accessToken).organizations.joinCode())).toBe('session_ended')
    const renewed = await api.as().accounts.refresh({ body: { refreshToken: acting.refreshToken } })
    expect(renewed.actingAs).toBeNull()
    expect(await outcome(actAs(renewed.accessToken))).toBe('not_found')
    expect((await factsAbout(api, operatorId)).at(-1)).toMatchObject({ what: 'OperatorUnbound', reason: '离职' })
  })

  it('has a withdrawn right no longer with the old token, and the rest with the next one', async () => {
    const { operatorId, token } = await bindingIn('active')
    const acting = await actAs(token)
    const changed = await manager().changeGrants({ params: { operatorId }, body: { grants: [] } })
    expect(changed).toMatchObject({ state: 'active', grants: [] })
    expect(await outcome(api.as(acting.accessToken).organizations.joinCode())).toBe('session_ended')
    const renewed = await api.as().accounts.refresh({ body: { refreshToken: acting.refreshToken } })
    expect(renewed.actingAs).toMatchObject({ operatorId: changed.id, grants: [] })
    const decision = { ids: ['0'.repeat(24)], decision: 'confirm' as const }
    expect(await outcome(api.as(renewed.accessToken).affiliations.decide({ body: decision }))).toBe('not_allowed')
    const { data } = await manager().list({ query: { limit: 100 } })
    expect(data.map(({ id }) => id)).toContain(changed.id)
    expect(data.map(({ id }) => id)).not.toContain(operatorId)
  })
})

describe('the list of operators', () => {
  it('shows the unit’s own, newest first, in pages, by state and by part of a name', async () => {
    unit = await registerUnit(api)
    unitToken = unit.token
    const people: TestPerson[] = []
    for (const name of ['甲明', '乙明', '丙静']) people.push(await registerPerson(api, { name }))
    const ids: string[] = []
    for (const person of people) ids.push((await invite(person)).id)
    await accept(people[1]?.token ?? '', ids[1] ?? '')
    const first = await manager().list({ query: { limit: 2 } })
    expect(first.data.map(({ name }) => name)).toEqual(['丙静', '乙明'])
    const second = await manager().list({ query: { limit: 2, cursor: first.nextCursor ?? '' } })
    expect(second).toMatchObject({ data: [{ name: '甲明' }], nextCursor: null })
    const named = async (query: { state?: OperatorState; q?: string }) =>
      (await manager().list({ query })).data.map(({ name }) => name)
    expect(await named({ state: 'active' })).toEqual(['乙明'])
    expect(await named({ state: 'pending', q: '明' })).toEqual(['甲明'])
    expect(await named({ q: people[2]?.userName.toUpperCase() ?? '' })).toEqual(['丙静'])
    expect(await named({ q: '.*' })).toEqual([])
    const other = await registerUnit(api)
    expect((await api.as(other.token).operators.list()).data).toEqual([])
  })
})

describe('who may manage operators', () => {
  it('is the unit account alone', async () => {
    const { token } = await bindingIn('active')
    const acting = await api.as(token).accounts.actAs({ body: { organizationId: unit.organizationId } })
    const params = { operatorId: 'f'.repeat(24) }
    for (const [who, code] of [
      [undefined, 'not_signed_in'],
      [token, 'unit_account_required'],
      [acting.accessToken, 'unit_account_required'],
    ] as const) {
      const { operators } = api.as(who)
      const identity = { name: '陈静', userName: 'chenjing', residentId: residentIdOf(310_003) }
      const codes = await Promise.all(
        [
          operators.find({ body: identity }),
          operators.invite({ body: { ...identity, grants: [] } }),
          operators.list(),
          operators.changeGrants({ params, body: { grants: [] } }),
          operators.cancel({ params, body: {} }),
        ].map(outcome),
      )
      expect(new Set(codes)).toEqual(new Set([code]))
    }
  })

  it('is no other unit’s account, and nobody answers for another person', async () => {
    const { operatorId } = await bindingIn('pending')
    const other = await registerUnit(api)
    const stranger = await registerPerson(api)
    const params = { operatorId }
    const codes = await Promise.all(
      [
        api.as(other.token).operators.cancel({ params, body: {} }),
        api.as(other.token).operators.changeGrants({ params, body: { grants: [] } }),
        accept(stranger.token, operatorId),
        api.as(stranger.token).organizations.refuseBinding({ params }),
      ].map(outcome),
    )
    expect(new Set(codes)).toEqual(new Set(['not_found']))
  })
})

describe('hostile input', () => {
  it.each([
    ['an operator for a name', { name: { $ne: null } }],
    ['a pattern for a user name', { userName: { $regex: '.*' } }],
    ['a list of ID numbers', { residentId: [residentIdOf(1)] }],
    ['a NUL in a name', { name: '陈\0静' }],
    ['an unknown grant', { grants: ['everything'] }],
    ['a thousand grants', { grants: Array.from({ length: 1_000 }, () => 'operate') }],
    ['a state', { state: 'active' }],
  ])('%s is refused as bad input', async (_name, part) => {
    const body = { name: '陈静', userName: 'chenjing', residentId: residentIdOf(310_004), grants: [], ...part }
    expect(await outcome(manager().invite({ body: body as never }))).toBe('invalid_input')
  })
})
