import { createHmac } from 'node:crypto'
import { accountEndpoints } from '@jijiao/shared/accounts'
import type { Endpoint } from '@jijiao/shared/http'
import { organizationEndpoints } from '@jijiao/shared/organizations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factsAbout } from '../../../../test/support/facts'
import { actFor, createUnit, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { ACCESS_TOKEN_SECONDS } from '../../auth/tokens'
import { unbindOperator } from '../organizations'

let api: TestApi
let noticeVersion: string

beforeAll(async () => {
  api = await startTestApi()
  api.clock.set(Date.now())
  noticeVersion = (await api.as().accounts.notice()).version
})
afterAll(() => api.stop())

const refresh = (refreshToken: string) => api.as().accounts.refresh({ body: { refreshToken } })
const signIn = ({ userName, password }: { userName: string; password: string }, deviceName = '手机') =>
  api.as().accounts.signIn({ body: { userName, password, noticeVersion, deviceName } })
const me = (token: string) => api.as(token).accounts.me()
const ENDED = { code: 'session_ended' }

describe('renewing the tokens', () => {
  it('gives new ones and goes on so', async () => {
    const { tokens } = await registerPerson(api)
    let { refreshToken } = tokens
    for (let renewal = 0; renewal < 3; renewal += 1) {
      api.clock.advance(ACCESS_TOKEN_SECONDS * 1_000)
      await expect(me(tokens.accessToken)).rejects.toMatchObject(ENDED)
      const renewed = await refresh(refreshToken)
      expect(renewed.refreshToken).not.toBe(refreshToken)
      expect((await me(renewed.accessToken)).id).toBe(tokens.account.id)
      refreshToken = renewed.refreshToken
    }
  })

  it('answers a retry after a lost answer, and two pages at once, with the same successor', async () => {
    const { tokens } = await registerPerson(api)
    const [first, second] = await Promise.all([refresh(tokens.refreshToken), refresh(tokens.refreshToken)])
    api.clock.advance(10_000)
    const retried = await refresh(tokens.refreshToken)
    expect(new Set([first.refreshToken, second.refreshToken, retried.refreshToken]).size).toBe(1)
    await refresh(first.refreshToken)
  })

  it('with a used token ends the whole sign-in at once', async () => {
    const { tokens, accountId } = await registerPerson(api)
    const renewed = await refresh(tokens.refreshToken)
    api.clock.advance(10_001)
    await expect(refresh(tokens.refreshToken)).rejects.toMatchObject(ENDED)
    await expect(refresh(renewed.refreshToken)).rejects.toMatchObject(ENDED)
    await expect(me(renewed.accessToken)).rejects.toMatchObject(ENDED)
    expect((await factsAbout(api, accountId)).at(-1)?.what).toBe('RefreshTokenReused')
  })

  it('with a token from before the last one ends the sign-in, however quickly it comes', async () => {
    const { tokens } = await registerPerson(api)
    const second = await refresh(tokens.refreshToken)
    const third = await refresh(second.refreshToken)
    await expect(refresh(tokens.refreshToken)).rejects.toMatchObject(ENDED)
    await expect(refresh(third.refreshToken)).rejects.toMatchObject(ENDED)
  })

  it('with a made-up token is refused and harms nobody', async () => {
    const { tokens } = await registerPerson(api)
    const [session, generation] = tokens.refreshToken.split('.')
    const mac = createHmac('sha256', 'guess').update(`${session}.${generation}`).digest('base64url')
    for (const token of [
      '',
      'x',
      `${session}.0.`,
      `${session}.9.${mac}`,
      `${session}.${generation}.${mac}`,
      tokens.refreshToken.slice(0, -1),
    ]) {
      await expect(refresh(token)).rejects.toMatchObject(ENDED)
    }
    await refresh(tokens.refreshToken)
  })

  it('is over after thirty idle days', async () => {
    const { tokens } = await registerPerson(api)
    const before = api.clock.now()
    api.clock.advance(30 * 24 * 60 * 60 * 1_000)
    await expect(refresh(tokens.refreshToken)).rejects.toMatchObject(ENDED)
    api.clock.set(before)
  })

  it('leaves nothing in the database that a token could be made from', async () => {
    const { tokens } = await registerPerson(api)
    const mac = tokens.refreshToken.split('.')[2] ?? 'none'
    const names = await api.app.deps.db.listCollections()
    for (const { name } of names) {
      const stored = JSON.stringify(await api.app.deps.db.collection(name).find().toArray())
      expect(stored).not.toContain(mac)
    }
  })
})

describe('signing out', () => {
  it('ends this sign-in and no other', async () => {
    const person = await registerPerson(api)
    const other = await signIn(person)
    await api.as(person.token).accounts.signOut()
    await expect(me(person.token)).rejects.toMatchObject(ENDED)
    await expect(refresh(person.tokens.refreshToken)).rejects.toMatchObject(ENDED)
    await me(other.accessToken)
  })

  it('everywhere ends every sign-in of the account at once, and no one else’s', async () => {
    const person = await registerPerson(api)
    const bystander = await registerPerson(api)
    const others = [await signIn(person), await signIn(person)]
    await api.as(others[0]?.accessToken).accounts.signOutEverywhere()
    for (const tokens of [person.tokens, ...others]) {
      await expect(me(tokens.accessToken)).rejects.toMatchObject(ENDED)
      await expect(refresh(tokens.refreshToken)).rejects.toMatchObject(ENDED)
    }
    await me(bystander.token)
    const facts = await factsAbout(api, person.accountId)
    expect(facts.at(-1)).toMatchObject({ what: 'SignedOutEverywhere', details: { sessions: 3 } })
  })

  it('needs a sign-in', async () => {
    await expect(api.as().accounts.signOut()).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(api.as('abc').accounts.signOutEverywhere()).rejects.toMatchObject(ENDED)
  })
})

describe('the list of sign-ins', () => {
  it('shows the own ones that are open, the latest used first', async () => {
    const person = await registerPerson(api)
    await registerPerson(api)
    api.clock.advance(1_000)
    const ended = await signIn(person, '旧手机')
    await api.as(ended.accessToken).accounts.signOut()
    const current = await signIn(person, '办公室电脑')
    const { data } = await api.as(current.accessToken).accounts.listSessions()
    expect(data.map(({ deviceName, isCurrent, method }) => ({ deviceName, isCurrent, method }))).toEqual([
      { deviceName: '办公室电脑', isCurrent: true, method: 'password' },
      { deviceName: null, isCurrent: false, method: 'registration' },
    ])
  })
})

describe('a changed password', () => {
  it('signs in from now on and ends the other sign-ins', async () => {
    const person = await registerPerson(api)
    const other = await signIn(person)
    const body = { currentPassword: person.password, newPassword: 'Ganhuo3690' }
    await api.as(person.token).accounts.changePassword({ body })
    await me(person.token)
    await expect(me(other.accessToken)).rejects.toMatchObject(ENDED)
    await expect(signIn(person)).rejects.toMatchObject({ code: 'wrong_credentials' })
    await signIn({ ...person, password: body.newPassword })
  })

  it('needs the current one, a good new one, and not too many guesses', async () => {
    const person = await registerPerson(api)
    const change = (currentPassword: string, newPassword: string) =>
      api.as(person.token).accounts.changePassword({ body: { currentPassword, newPassword } })
    await expect(change(person.password, 'abcd1234')).rejects.toMatchObject({ code: 'invalid_input' })
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await expect(change('Wrong2580', 'Ganhuo3690')).rejects.toMatchObject({ code: 'current_password_wrong' })
    }
    await expect(change('Wrong2580', 'Ganhuo3690')).rejects.toMatchObject({ code: 'account_locked' })
  })

  it('is set by one of two who change it at once', async () => {
    const person = await registerPerson(api)
    const change = (newPassword: string) =>
      api.as(person.token).accounts.changePassword({ body: { currentPassword: person.password, newPassword } })
    const results = await Promise.allSettled([change('Ganhuo3690'), change('Ganhuo7410')])
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
    expect(refused.length).toBeLessThanOrEqual(1)
    for (const code of refused) expect(['state_conflict', 'current_password_wrong']).toContain(code)
  })
})

describe('acting for a unit', () => {
  it('needs an active binding; another unit is not to be found', async () => {
    const { unit, operator, token } = await createUnitWithOperator(api)
    const foreign = await createUnit(api)
    const acting = await api.as(token).accounts.actAs({ body: { organizationId: unit.id } })
    expect(acting.actingAs).toMatchObject({ organizationId: unit.id, name: unit.name, grants: ['operate', 'decide'] })
    const elsewhere = api.as(operator.token).accounts.actAs({ body: { organizationId: foreign.id } })
    await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' })
  })

  it('lasts through renewals until the person acts for himself again', async () => {
    const { operator, unit } = await createUnitWithOperator(api)
    const renewed = await refresh(operator.tokens.refreshToken)
    expect(renewed.actingAs?.organizationId).toBe(unit.id)
    const asPerson = await api.as(renewed.accessToken).accounts.actAs({ body: { organizationId: null } })
    expect(asPerson.actingAs).toBeNull()
    expect((await refresh(asPerson.refreshToken)).actingAs).toBeNull()
  })

  it('does not renew: the answer carries the refresh token that is good already', async () => {
    const { operator, token, unit } = await createUnitWithOperator(api)
    const acting = await api.as(token).accounts.actAs({ body: { organizationId: unit.id } })
    expect(acting.refreshToken).toBe(operator.tokens.refreshToken)
  })

  it('ends at once when the binding is cancelled, and the person stays signed in', async () => {
    const { unit, operator, token } = await createUnitWithOperator(api)
    await api.as(token).organizations.joinCode()
    const of = { actor: { accountId: null, organizationId: null }, at: new Date(api.clock.now()), requestId: 'test' }
    await unbindOperator(api.app.deps, of, { organizationId: unit.id, accountId: operator.accountId })
    await expect(api.as(token).organizations.joinCode()).rejects.toMatchObject(ENDED)
    const renewed = await refresh(operator.tokens.refreshToken)
    expect(renewed.actingAs).toBeNull()
    await expect(api.as(renewed.accessToken).organizations.joinCode()).rejects.toMatchObject({
      code: 'organization_required',
    })
  })

  it('takes the grants of the binding, and other grants end tokens with the old ones', async () => {
    const { unit, operator, token } = await createUnitWithOperator(api, { grants: ['operate', 'decide'] })
    const narrower = await actFor(api, operator, unit, ['operate'])
    await expect(api.as(token).organizations.joinCode()).rejects.toMatchObject(ENDED)
    await api.as(narrower).organizations.joinCode()
    expect(api.app.deps.tokens.verify(narrower).actingAs?.grants).toEqual(['operate'])
  })
})

describe('whoever is not signed in', () => {
  const operations = Object.entries<Endpoint>({ ...accountEndpoints, ...organizationEndpoints })
  it.each(operations.filter(([, { access }]) => access !== 'public'))('is refused by %s', async (_name, endpoint) => {
    const response = await fetch(`${api.url}/api/v1${endpoint.path}`, { method: endpoint.method })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'not_signed_in' })
  })
})
