import { SIGN_IN_LOCK_SECONDS } from '@jijiao/shared/accounts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factsAbout } from '../../../../test/support/facts'
import { registerPerson, type TestPerson } from '../../../../test/support/people'
import { solveCaptcha } from '../../../../test/support/unit-accounts'
import { attemptKey, attemptModel } from '../../auth/attempts'

let api: TestApi
let noticeVersion: string

beforeAll(async () => {
  api = await startTestApi()
  api.clock.set(Date.now())
  noticeVersion = (await api.as().accounts.notice()).version
})
afterAll(() => api.stop())

const phoneOf = (owner: string) => ({ 'x-device-key': `device-key-of-${owner}` })
const signIn = (userName: string, password: string, device?: string) =>
  api
    .as(undefined, device === undefined ? {} : phoneOf(device))
    .accounts.signIn({ body: { userName, password, noticeVersion } })
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'signed in',
    (error: { code: string }) => error.code,
  )
async function failures(count: number, userName: string, device?: string) {
  const codes: string[] = []
  for (let attempt = 0; attempt < count; attempt += 1) codes.push(await codeOf(signIn(userName, 'Wrong2580', device)))
  return codes
}
const FOUR_THEN_LOCKED = [...Array(4).fill('wrong_credentials'), 'account_locked']

describe('signing in', () => {
  it('takes the user name in any capitals and the right password', async () => {
    const person = await registerPerson(api)
    const tokens = await signIn(person.userName.toUpperCase(), person.password)
    expect(tokens.account.id).toBe(person.accountId)
    const facts = await factsAbout(api, person.accountId)
    expect(facts.at(-1)).toMatchObject({ what: 'SignedIn', actor: { accountId: person.accountId } })
  })

  it('needs the present notice', async () => {
    const person = await registerPerson(api)
    const body = { userName: person.userName, password: person.password, noticeVersion: '2019-05' }
    await expect(api.as().accounts.signIn({ body })).rejects.toMatchObject({ code: 'notice_outdated' })
  })

  it('says which field is missing', async () => {
    const body = { userName: '', password: '', noticeVersion }
    await expect(api.as().accounts.signIn({ body })).rejects.toMatchObject({
      code: 'invalid_input',
      problem: { errors: [{ pointer: '#/userName' }, { pointer: '#/password' }] },
    })
  })
})

/** All tests come from one address: what the others have mistyped is not counted here. */
const forgetAddress = () => attemptModel(api.app.deps.db).deleteOne({ _id: attemptKey('sign-in-wrong', '127.0.0.1') })

describe('one password tried on many accounts', () => {
  beforeEach(forgetAddress)

  it('costs work after a while, which devices that are known are spared', async () => {
    const { userName, password } = await registerPerson(api, { deviceKey: phoneOf('own')['x-device-key'] })
    const tried = Array.from({ length: 30 }, (_, number) => signIn(`nobody_${number}`, 'Wrong2580', `phone-${number}`))
    expect(new Set(await Promise.all(tried.map(codeOf)))).toEqual(new Set(['wrong_credentials']))
    for (const name of [userName, 'nobody_at_all'])
      expect(await codeOf(signIn(name, password, 'new'))).toBe('captcha_required')
    expect(await codeOf(signIn(userName, password, 'own'))).toBe('signed in')

    const captcha = await solveCaptcha(api)
    const withWork = (name: string, proof: typeof captcha) =>
      api.as().accounts.signIn({ body: { userName: name, password, noticeVersion, captcha: proof } })
    expect(await codeOf(withWork('nobody_at_all', captcha))).toBe('wrong_credentials')
    expect(await codeOf(withWork(userName, captcha))).toBe('captcha_wrong')
    expect(await codeOf(withWork(userName, await solveCaptcha(api)))).toBe('signed in')
    api.clock.advance(60 * 60 * 1_000)
    expect(await codeOf(signIn(userName, password, 'new'))).toBe('signed in')
  })
})

describe('wrong passwords', () => {
  beforeEach(forgetAddress)

  it('lock the device out of the account at the fifth, for one hour, the right password included', async () => {
    const { userName, password } = await registerPerson(api)
    expect(await failures(5, userName, 'own')).toEqual(FOUR_THEN_LOCKED)
    await expect(signIn(userName, password, 'own')).rejects.toMatchObject({
      code: 'account_locked',
      problem: { retryAfterSeconds: SIGN_IN_LOCK_SECONDS },
    })
    api.clock.advance(SIGN_IN_LOCK_SECONDS * 1_000 - 1_000)
    expect(await codeOf(signIn(userName, password, 'own'))).toBe('account_locked')
    api.clock.advance(1_000)
    expect(await codeOf(signIn(userName, password, 'own'))).toBe('signed in')
  })

  it('are counted in a row: a right one begins anew', async () => {
    const { userName, password } = await registerPerson(api)
    await failures(4, userName, 'own')
    await signIn(userName, password, 'own')
    expect(await failures(5, userName, 'own')).toEqual(FOUR_THEN_LOCKED)
  })

  it('by a stranger do not lock a colleague out', async () => {
    const { userName, password } = await registerPerson(api)
    await failures(6, userName, 'stranger')
    expect(await codeOf(signIn(userName, password, 'colleague'))).toBe('signed in')
  })

  it('without a device key lock the address', async () => {
    const { userName, password } = await registerPerson(api)
    expect(await failures(5, userName)).toEqual(FOUR_THEN_LOCKED)
    expect(await codeOf(signIn(userName, password))).toBe('account_locked')
    expect(await codeOf(signIn(userName, password, 'own'))).toBe('signed in')
  })

  it('are answered alike when there is no such account', async () => {
    const { userName } = await registerPerson(api)
    const ofNobody = await failures(6, 'nobody_at_all', 'guesser')
    expect(ofNobody).toEqual(await failures(6, userName, 'guesser'))
    expect(ofNobody).toEqual([...FOUR_THEN_LOCKED, 'account_locked'])
  })

  it('get five tries in a burst as in a queue', async () => {
    const { userName, password } = await registerPerson(api)
    const codes = await Promise.all(Array.from({ length: 12 }, () => codeOf(signIn(userName, 'Wrong2580', 'own'))))
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(4)
    expect(codes.filter((code) => code === 'account_locked')).toHaveLength(8)
    expect(await codeOf(signIn(userName, password, 'own'))).toBe('account_locked')
  })

  it('with a new device key each time run out for the address, and leave the known device alone', async () => {
    const { userName, password } = await registerPerson(api, { deviceKey: phoneOf('own')['x-device-key'] })
    const codes: string[] = []
    for (let attempt = 0; attempt < 21; attempt += 1) {
      codes.push(await codeOf(signIn(userName, 'Wrong2580', `made-up-${attempt}`)))
    }
    expect(codes).toEqual([...Array(20).fill('wrong_credentials'), 'too_many_requests'])
    expect(await codeOf(signIn(userName, password, 'own'))).toBe('signed in')
  })
})

describe('hostile sign-ins', () => {
  let person: TestPerson
  beforeAll(async () => {
    person = await registerPerson(api)
  })
  const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    fetch(`${api.url}/api/v1/sessions`, { method: 'POST', headers, body })

  it.each<[string, (name: string) => unknown]>([
    ['an operator for a password', (userName) => ({ userName, password: { $ne: null } })],
    ['an operator for a name', () => ({ userName: { $gt: '' }, password: 'Xuexi2580' })],
    ['a pattern for a name', () => ({ userName: { $regex: '.*' }, password: 'Xuexi2580' })],
    ['$or beside the fields', (userName) => ({ userName, password: 'x', $or: [{}, { a: 1 }] })],
    ['$where beside the fields', (userName) => ({ userName, password: 'x', $where: 'true' })],
    ['lists', (userName) => ({ userName: [userName], password: ['Xuexi2580'] })],
    ['a NUL in the name', (userName) => ({ userName: `${userName}\0`, password: 'Xuexi2580' })],
    ['a line break in the name', (userName) => ({ userName: `a\r\n${userName}`, password: 'Xuexi2580' })],
    ['a lone surrogate', () => ({ userName: 'a\ud800b', password: 'Xuexi2580' })],
    ['a name of 90 KB', () => ({ userName: 'a'.repeat(90_000), password: 'Xuexi2580' })],
    ['a password of 90 KB', (userName) => ({ userName, password: 'a'.repeat(90_000) })],
    ['numbers', () => ({ userName: 1, password: 2 })],
    ['null', () => null],
    ['a list', () => []],
  ])('with %s are refused as bad input', async (_name, make) => {
    const body = make(person.userName)
    const full = body && !Array.isArray(body) ? { noticeVersion, ...body } : body
    const response = await post(JSON.stringify(full))
    expect([400, 422]).toContain(response.status)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  })

  it('with a prototype in them are refused and change none', async () => {
    const polluting = `{"userName":"x","password":"y","noticeVersion":"${noticeVersion}","__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}`
    const response = await post(polluting)
    expect([400, 422]).toContain(response.status)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  it('that are no JSON, or too much of it, are refused', async () => {
    expect((await post('{"userName":')).status).toBe(400)
    expect((await post('userName=a&password=b', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(
      415,
    )
    expect((await post(JSON.stringify({ userName: 'a'.repeat(200_000) }))).status).toBe(413)
  })
})
