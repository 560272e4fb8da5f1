import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { createUnitWithOperator, registerPerson, residentIdOf } from '../../../../test/support/people'
import { outcome } from '../../../../test/support/refusal'
import { registerUnit } from '../../../../test/support/unit-accounts'

let api: TestApi
let noticeVersion: string

beforeAll(async () => {
  api = await startTestApi()
  noticeVersion = (await api.as().accounts.notice()).version
})
afterAll(() => api.stop())

const guest = () => api.as().accounts

describe('signing in as a unit', () => {
  it('takes the unit account’s user name and password, and renews like any sign-in', async () => {
    const { described, organizationId } = await registerUnit(api)
    const { userName, password } = described
    const tokens = await guest().signInAsUnit({ body: { userName: userName.toUpperCase(), password, noticeVersion } })
    expect(tokens).toMatchObject({ actingAs: null, unitAccountOf: { organizationId, name: described.name } })
    const renewed = await guest().refresh({ body: { refreshToken: tokens.refreshToken } })
    expect(renewed.unitAccountOf?.organizationId).toBe(organizationId)
    expect((await api.as(renewed.accessToken).accounts.me()).userName).toBe(userName)
  })

  it('is another door than a person’s', async () => {
    const { described } = await registerUnit(api)
    const person = await registerPerson(api)
    const { userName, password } = described
    expect(await outcome(guest().signIn({ body: { userName, password, noticeVersion } }))).toBe('wrong_credentials')
    const asUnit = { userName: person.userName, password: person.password, noticeVersion }
    expect(await outcome(guest().signInAsUnit({ body: asUnit }))).toBe('wrong_credentials')
  })

  it('is locked for the device by five wrong passwords, and answers the same for nobody', async () => {
    const { described } = await registerUnit(api)
    const tries = async (userName: string) => {
      const codes: string[] = []
      const device = api.as(undefined, { 'x-device-key': 'device-key-of-a-guesser' })
      for (let attempt = 0; attempt < 6; attempt += 1) {
        const body = { userName, password: 'Wrong2580', noticeVersion }
        codes.push(await outcome(device.accounts.signInAsUnit({ body })))
      }
      return codes
    }
    const ofUnit = await tries(described.userName)
    expect(ofUnit).toEqual([...Array(4).fill('wrong_credentials'), 'account_locked', 'account_locked'])
    expect(await tries('no_such_unit')).toEqual(ofUnit)
  })

  it('changes its password and signs out like a person', async () => {
    const { described, token, tokens } = await registerUnit(api)
    const body = { currentPassword: described.password, newPassword: 'Danwei3690' }
    await api.as(token).accounts.changePassword({ body })
    const { userName } = described
    await guest().signInAsUnit({ body: { userName, password: body.newPassword, noticeVersion } })
    await api.as(token).accounts.signOutEverywhere()
    expect(await outcome(api.as(token).accounts.me())).toBe('session_ended')
    expect(await outcome(guest().refresh({ body: { refreshToken: tokens.refreshToken } }))).toBe('session_ended')
  })
})

describe('what a unit account may not do', () => {
  it('is a person’s or an operator’s business', async () => {
    const { token, organizationId } = await registerUnit(api)
    const unit = api.as(token)
    const attempts = [
      unit.accounts.verifyRealName({ body: { name: '陈静', residentId: residentIdOf(300_004) } }),
      unit.accounts.bindWechat({ body: { code: 'a-code' } }),
      unit.accounts.actAs({ body: { organizationId } }),
      unit.affiliations.profile(),
      unit.affiliations.trainees(),
      unit.affiliations.decide({ body: { ids: ['0'.repeat(24)], decision: 'confirm' } }),
      unit.organizations.joinCode(),
      unit.organizations.myBindings(),
    ]
    const codes = await Promise.all(attempts.map(outcome))
    expect(new Set(codes)).toEqual(new Set(['personal_account_required']))
  })

  it('is not gained by forging the claim', async () => {
    const { token: acting } = await createUnitWithOperator(api)
    const [header = '', payload = '', mac = ''] = acting.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...claims, uni: claims.act.org })).toString('base64url')
    expect(await outcome(api.as(`${header}.${forged}.${mac}`).accounts.me())).toBe('session_ended')
  })
})
