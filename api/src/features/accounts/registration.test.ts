import { PHONE_CODE_SECONDS } from '@jijiao/shared/accounts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factsAbout } from '../../../../test/support/facts'
import { registerPerson, residentIdOf } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { attemptKey, createAttempts } from '../../auth/attempts'

let api: TestApi
let noticeVersion: string
let number = 0

beforeAll(async () => {
  api = await startTestApi()
  api.clock.set(Date.now())
  noticeVersion = (await api.as().accounts.notice()).version
})
afterAll(() => api.stop())

const nextPhone = () => {
  number += 1
  return `137${String(number).padStart(8, '0')}`
}
const lastCode = (phone: string) => api.sentCodes.findLast((sent) => sent.phone === phone)?.code ?? ''
async function filledIn(overrides: Record<string, string> = {}) {
  const phone = overrides.phone ?? nextPhone()
  await api.as().accounts.sendPhoneCode({ body: { phone } })
  const phoneCode = lastCode(phone)
  return { userName: `new_${number}`, password: 'Xuexi2580', phone, phoneCode, noticeVersion, ...overrides }
}
const wrong = (code: string) => (code === '000000' ? '000001' : '000000')

describe('a registration', () => {
  it('makes an account and signs in, with what is private masked and kept unreadable', async () => {
    const body = await filledIn({ deviceName: '陈静的手机' })
    const tokens = await api.as().accounts.register({ body })
    expect(tokens.account).toMatchObject({ userName: body.userName, name: null, isRealName: false, traineeId: null })
    expect(tokens.account.phone).toBe(`137****${body.phone.slice(-4)}`)
    const me = await api.as(tokens.accessToken).accounts.me()
    expect(me).toEqual(tokens.account)
    const stored = JSON.stringify(await api.app.deps.db.collection('accounts').find().toArray())
    expect(stored).not.toContain(body.phone)
    expect(stored).not.toContain(body.password)
    const facts = await factsAbout(api, me.id)
    expect(facts.map((fact) => fact.what)).toEqual(['AccountRegistered', 'SignedIn'])
  })

  it('understands a phone number as people write it', async () => {
    const phone = nextPhone()
    await api
      .as()
      .accounts.sendPhoneCode({ body: { phone: `+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}` } })
    expect(lastCode(phone)).toMatch(/^\d{6}$/)
  })

  it('names every field that is wrong', async () => {
    const body = { userName: '陈静', password: 'short', phone: '12345', phoneCode: 'abc', noticeVersion }
    const refusal = api.as().accounts.register({ body })
    await expect(refusal).rejects.toMatchObject({ code: 'invalid_input' })
    const pointers = await refusal.catch((error) =>
      error.problem.errors.map((each: { pointer: string }) => each.pointer),
    )
    expect(pointers).toEqual(['#/userName', '#/password', '#/phone', '#/phoneCode'])
  })

  it('is refused before anything else when the notice has changed', async () => {
    const body = { ...(await filledIn()), noticeVersion: '2019-05' }
    await expect(api.as().accounts.register({ body })).rejects.toMatchObject({ code: 'notice_outdated' })
  })

  it('keeps a user name for one person whatever the capitals, and does not cost the other the code', async () => {
    const first = await filledIn()
    await api.as().accounts.register({ body: first })
    const second = await filledIn({ userName: first.userName.toUpperCase() })
    await expect(api.as().accounts.register({ body: second })).rejects.toMatchObject({ code: 'user_name_taken' })
    await api.as().accounts.register({ body: { ...second, userName: `${first.userName}_b` } })
  })

  it('makes one account out of two that are sent at once', async () => {
    const body = await filledIn()
    const results = await Promise.allSettled([
      api.as().accounts.register({ body }),
      api.as().accounts.register({ body }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await api.app.deps.db.collection('accounts').countDocuments({ userName: body.userName })).toBe(1)
  })
})

describe('a code by text message', () => {
  it('is used once', async () => {
    const body = await filledIn()
    await api.as().accounts.register({ body })
    const again = api.as().accounts.register({ body: { ...body, userName: `${body.userName}_b` } })
    await expect(again).rejects.toMatchObject({ code: 'phone_code_wrong' })
  })

  it('is no longer good after five minutes', async () => {
    const body = await filledIn()
    api.clock.advance(PHONE_CODE_SECONDS * 1_000)
    await expect(api.as().accounts.register({ body })).rejects.toMatchObject({ code: 'phone_code_wrong' })
  })

  it('bears five wrong guesses in all, however many come at once', async () => {
    const body = await filledIn()
    const guess = { ...body, phoneCode: wrong(body.phoneCode) }
    const guesses = await Promise.allSettled(
      Array.from({ length: 8 }, () => api.as().accounts.register({ body: guess })),
    )
    expect(guesses.every(({ status }) => status === 'rejected')).toBe(true)
    await expect(api.as().accounts.register({ body })).rejects.toMatchObject({ code: 'phone_code_wrong' })
  })

  it('belongs to its phone', async () => {
    const mine = await filledIn()
    const yours = await filledIn()
    if (mine.phoneCode === yours.phoneCode) return
    const body = { ...yours, phoneCode: mine.phoneCode }
    await expect(api.as().accounts.register({ body })).rejects.toMatchObject({ code: 'phone_code_wrong' })
  })

  it('comes once a minute and ten times a day, and says when the next may', async () => {
    const body = { phone: nextPhone() }
    await api.as().accounts.sendPhoneCode({ body })
    const tooSoon = api.as().accounts.sendPhoneCode({ body })
    await expect(tooSoon).rejects.toMatchObject({ code: 'too_many_requests', problem: { retryAfterSeconds: 60 } })
    for (let sent = 1; sent < 10; sent += 1) {
      api.clock.advance(60_000)
      await api.as().accounts.sendPhoneCode({ body })
    }
    api.clock.advance(60_000)
    expect(await refusal(api.as().accounts.sendPhoneCode({ body }))).toMatchObject({
      code: 'too_many_requests',
      detail: '这个手机号今天获取验证码的次数已用完，请明天再试',
      retryAfterSeconds: 24 * 60 * 60 - 10 * 60,
    })
  })

  it('is limited by address, and what is refused there costs the phone nothing', async () => {
    const phone = nextPhone()
    const from = (address: string) => api.as(undefined, { 'x-forwarded-for': address }).accounts
    const attempts = createAttempts(api.app.deps)
    const key = attemptKey('phone-code-address', '127.0.0.1')
    for (let sent = 0; sent < 300; sent += 1) await attempts.take(key, { limit: 300, windowMs: 60 * 60 * 1_000 })
    // Without a configured proxy nobody chooses an address for oneself.
    const problem = await refusal(from('10.9.8.7').sendPhoneCode({ body: { phone } }))
    expect(problem).toMatchObject({ code: 'too_many_requests' })
    expect(problem.detail).toContain('当前网络')
    await attempts.clear(key)
    await api.as().accounts.sendPhoneCode({ body: { phone } })
    expect(lastCode(phone)).toMatch(/^\d{6}$/)
  })

  it('is answered alike for a phone that has an account', async () => {
    const body = await filledIn()
    await api.as().accounts.register({ body })
    api.clock.advance(60_000)
    const known = await api.as().accounts.sendPhoneCode({ body: { phone: body.phone } })
    expect(known).toEqual(await api.as().accounts.sendPhoneCode({ body: { phone: nextPhone() } }))
  })
})

describe('a provider of text messages that fails', () => {
  it('costs the person no waiting', async () => {
    let isDown = true
    const sent: string[] = []
    const sms = {
      sendCode: async (_phone: string, code: string) => {
        if (isDown) throw new Error('provider down')
        sent.push(code)
      },
    }
    const own = await startTestApi({ sms })
    try {
      own.clock.set(Date.now())
      const body = { phone: nextPhone() }
      await expect(own.as().accounts.sendPhoneCode({ body })).rejects.toMatchObject({ code: 'sms_unavailable' })
      isDown = false
      await own.as().accounts.sendPhoneCode({ body })
      expect(sent).toHaveLength(1)
    } finally {
      await own.stop()
    }
  })
})

describe('the real-name check', () => {
  let token: string
  beforeEach(async () => {
    token = (await registerPerson(api, { isRealName: false })).token
  })

  it('answers tokens that carry it, and shows the number masked only', async () => {
    const residentId = residentIdOf(200_000)
    const tokens = await api
      .as(token)
      .accounts.verifyRealName({ body: { name: '陈静', residentId: ` ${residentId} ` } })
    expect(tokens.account).toMatchObject({ name: '陈静', isRealName: true, abilities: { verifyRealName: false } })
    expect(tokens.account.residentId).toBe(`441900********${residentId.slice(-4)}`)
    expect(await api.as(tokens.accessToken).accounts.actAs({ body: { organizationId: null } })).toMatchObject({
      actingAs: null,
    })
    const stored = JSON.stringify(await api.app.deps.db.collection('accounts').find().toArray())
    expect(stored).not.toContain(residentId)
  })

  it.each([
    ['441900199902300014', '出生日期'],
    ['44190019990101001X', '校验'],
    ['4419001999', '18 位'],
    ['44190019990101A014', '数字'],
  ])('says what is wrong with %s', async (residentId, sentence) => {
    const refusal = api.as(token).accounts.verifyRealName({ body: { name: '陈静', residentId } })
    await expect(refusal).rejects.toMatchObject({
      code: 'invalid_input',
      problem: { errors: [{ pointer: '#/residentId', detail: expect.stringContaining(sentence) }] },
    })
  })

  it('is done once for an account', async () => {
    const verify = (number: number) =>
      api.as(token).accounts.verifyRealName({ body: { name: '陈静', residentId: residentIdOf(number) } })
    await verify(210_000)
    await expect(verify(210_001)).rejects.toMatchObject({ code: 'already_real_name' })
  })

  it('gives a number to one account only, also when two ask at once', async () => {
    const other = (await registerPerson(api, { isRealName: false })).token
    const body = { name: '陈静', residentId: residentIdOf(220_000) }
    const results = await Promise.allSettled(
      [token, other].map((each) => api.as(each).accounts.verifyRealName({ body })),
    )
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
    expect(refused).toEqual(['real_name_taken'])
  })

  it('is tried ten times a day at most', async () => {
    const own = await startTestApi({ realName: { verify: async () => false } })
    try {
      own.clock.set(Date.now())
      const stranger = await registerPerson(own, { isRealName: false })
      const codes: string[] = []
      for (let attempt = 0; attempt < 11; attempt += 1) {
        const body = { name: '陈静', residentId: residentIdOf(230_000 + attempt) }
        await own
          .as(stranger.token)
          .accounts.verifyRealName({ body })
          .catch((error) => codes.push(error.code))
      }
      expect(codes).toEqual([...Array(10).fill('real_name_mismatch'), 'too_many_requests'])
    } finally {
      await own.stop()
    }
  })

  it('is needed to act for a unit, and needs a sign-in itself', async () => {
    await expect(api.as(token).accounts.actAs({ body: { organizationId: null } })).rejects.toMatchObject({
      code: 'real_name_required',
    })
    const body = { name: '陈静', residentId: residentIdOf(240_000) }
    await expect(api.as().accounts.verifyRealName({ body })).rejects.toMatchObject({ code: 'not_signed_in' })
  })
})
