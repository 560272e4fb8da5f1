import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factNamesAbout } from '../../../../test/support/facts'
import { registerPerson, residentIdOf, type TestPerson } from '../../../../test/support/people'
import { outcome } from '../../../../test/support/refusal'
import { registerUnit } from '../../../../test/support/unit-accounts'

const NEW_PASSWORD = 'Xinde2580'

let api: TestApi
let noticeVersion: string

beforeAll(async () => {
  api = await startTestApi()
  noticeVersion = (await api.as().accounts.notice()).version
})
afterAll(() => api.stop())

async function textTo(phone: string, purpose: 'recovery' | 'registration' = 'recovery') {
  await api.as().accounts.sendPhoneCode({ body: { phone, purpose } })
  return api.sentCodes.findLast((sent) => sent.phone === phone)?.code ?? ''
}
const signIn = ({ userName }: Pick<TestPerson, 'userName'>, password: string, device = 'device-key-of-anybody') =>
  outcome(
    api.as(undefined, { 'x-device-key': device }).accounts.signIn({ body: { userName, password, noticeVersion } }),
  )
const recoverPassword = (userName: string, phone: string, phoneCode: string, device = 'device-key-of-anybody') =>
  api
    .as(undefined, { 'x-device-key': device })
    .accounts.recoverPassword({ body: { userName, phone, phoneCode, newPassword: NEW_PASSWORD } })
const recoverAccount = (residentId: string, phone: string, phoneCode: string) =>
  api.as().accounts.recoverAccount({ body: { residentId, phone, phoneCode, newPassword: NEW_PASSWORD } })

describe('recovering a password', () => {
  it('sets the new one, ends every sign-in and leaves a trace', async () => {
    const person = await registerPerson(api)
    const { phone, userName, token, tokens } = person
    await recoverPassword(userName.toUpperCase(), phone, await textTo(phone))
    expect(await signIn(person, person.password)).toBe('wrong_credentials')
    expect(await signIn(person, NEW_PASSWORD)).toBe('done')
    expect(await outcome(api.as(token).accounts.me())).toBe('session_ended')
    const renewal = api.as().accounts.refresh({ body: { refreshToken: tokens.refreshToken } })
    expect(await outcome(renewal)).toBe('session_ended')
    expect(await factNamesAbout(api, person.accountId)).toContain('PasswordRecovered')
  })

  it('opens the lock of this device', async () => {
    const person = await registerPerson(api)
    for (let wrong = 0; wrong < 5; wrong += 1) await signIn(person, 'Wrong2580', 'device-key-of-owner')
    expect(await signIn(person, person.password, 'device-key-of-owner')).toBe('account_locked')
    await recoverPassword(person.userName, person.phone, await textTo(person.phone), 'device-key-of-owner')
    expect(await signIn(person, NEW_PASSWORD, 'device-key-of-owner')).toBe('done')
  })

  it('works for a unit account by the phone of who registered it', async () => {
    const { described, person, token } = await registerUnit(api)
    api.clock.advance(60_000)
    await recoverPassword(described.userName, person.phone, await textTo(person.phone))
    expect(await outcome(api.as(token).operators.list())).toBe('session_ended')
    const body = { userName: described.userName, password: NEW_PASSWORD, noticeVersion }
    expect((await api.as().accounts.signInAsUnit({ body })).unitAccountOf?.name).toBe(described.name)
  })

  it('answers a stranger the same whether or not there is such an account', async () => {
    const person = await registerPerson(api)
    const own = '13700000001'
    for (const userName of [person.userName, 'nobody_at_all']) {
      expect(await outcome(recoverPassword(userName, person.phone, '000000'))).toBe('phone_code_wrong')
      api.clock.advance(60_000)
      expect(await outcome(recoverPassword(userName, own, await textTo(own)))).toBe('recovery_mismatch')
    }
    expect(await signIn(person, person.password)).toBe('done')
  })

  it('texts to a phone that nobody has as to one that somebody has', async () => {
    const { phone } = await registerPerson(api)
    const body = { phone, purpose: 'recovery' as const }
    const known = await api.as().accounts.sendPhoneCode({ body })
    expect(await api.as().accounts.sendPhoneCode({ body: { ...body, phone: '13700000002' } })).toEqual(known)
  })

  it('takes a code for this purpose only, and once', async () => {
    const { phone, userName } = await registerPerson(api)
    const forRegistration = await textTo(phone, 'registration')
    expect(await outcome(recoverPassword(userName, phone, forRegistration))).toBe('phone_code_wrong')
    api.clock.advance(60_000)
    const phoneCode = await textTo(phone)
    const both = await Promise.all([1, 2].map(() => outcome(recoverPassword(userName, phone, phoneCode))))
    expect(both.filter((code) => code === 'done')).toHaveLength(1)
    expect(await outcome(recoverPassword(userName, phone, phoneCode))).toBe('phone_code_wrong')
  })

  it('lets a phone try ten times an hour', async () => {
    const { phone } = await registerPerson(api)
    const phoneCode = await textTo(phone)
    const codes: string[] = []
    for (let guess = 0; guess < 11; guess += 1) {
      codes.push(await outcome(recoverPassword(`guess_${guess}`, phone, phoneCode)))
    }
    expect(codes).toEqual([...Array(10).fill('recovery_mismatch'), 'too_many_requests'])
  })

  it('needs a good new password', async () => {
    const body = { userName: 'somebody', phone: '13700000003', phoneCode: '000000', newPassword: 'abcd1111' }
    await expect(api.as().accounts.recoverPassword({ body })).rejects.toMatchObject({
      code: 'invalid_input',
      problem: { errors: [{ pointer: '#/newPassword' }] },
    })
  })
})

describe('recovering an account', () => {
  it('by ID number and phone tells the user name, sets a password and ends every sign-in', async () => {
    const person = await registerPerson(api)
    const recovered = await recoverAccount(person.residentId.toLowerCase(), person.phone, await textTo(person.phone))
    expect(recovered).toEqual({ userName: person.userName })
    expect(await signIn(person, NEW_PASSWORD)).toBe('done')
    expect(await outcome(api.as(person.token).accounts.me())).toBe('session_ended')
  })

  it('does not tell whose ID number it is to who has another phone', async () => {
    const person = await registerPerson(api)
    const own = '13700000004'
    for (const residentId of [person.residentId, residentIdOf(320_001)]) {
      api.clock.advance(60_000)
      expect(await outcome(recoverAccount(residentId, own, await textTo(own)))).toBe('recovery_mismatch')
      expect(await outcome(recoverAccount(residentId, person.phone, '000000'))).toBe('phone_code_wrong')
    }
  })

  it('says what is wrong with an ID number', async () => {
    const mistyped = recoverAccount('44190019990101001X', '13700000005', '000000')
    await expect(mistyped).rejects.toMatchObject({ problem: { errors: [{ pointer: '#/residentId' }] } })
  })
})
