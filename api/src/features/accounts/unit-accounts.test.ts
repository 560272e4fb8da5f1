import { PHONE_CODE_SECONDS, UNIT_REGISTRATION_SECONDS } from '@jijiao/shared/accounts'
import { synthesizeUnifiedSocialCreditCode } from '@jijiao/shared/identifiers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factsAbout } from '../../../../test/support/facts'
import { createUnit, creditCodeOf, registerPerson, residentIdOf } from '../../../../test/support/people'
import { outcome, refusal } from '../../../../test/support/refusal'
import {
  beginRegistration,
  registerUnit,
  solveCaptcha,
  textedCode,
  unitDescription,
} from '../../../../test/support/unit-accounts'

let api: TestApi
let noticeVersion: string

beforeAll(async () => {
  api = await startTestApi()
  noticeVersion = (await api.as().accounts.notice()).version
})
afterAll(() => api.stop())

const guest = () => api.as().accounts

/** A registration that waits for its texted code. */
async function upToTheCode(overrides: Parameters<typeof unitDescription>[0] = {}) {
  const person = await registerPerson(api)
  const { registrationId } = await beginRegistration(api, person)
  const params = { registrationId }
  const body = unitDescription(overrides)
  await guest().describeUnit({ params, body })
  await guest().sendUnitRegistrationCode({ params })
  return { person, params, body, phoneCode: await textedCode(api, person.phone) }
}

describe('registering a unit', () => {
  it('makes the unit and its account in three steps and signs in', async () => {
    const { tokens, described, person, organizationId } = await registerUnit(api)
    expect(tokens.account).toMatchObject({ userName: described.userName, isRealName: false, name: null })
    expect(tokens.account.abilities).toEqual({ verifyRealName: false, bindWechat: false, unbindWechat: false })
    expect(tokens.unitAccountOf).toEqual({ organizationId, name: described.name })
    const card = await api.as().organizations.view({ params: { organizationId } })
    expect(card).toMatchObject({
      kind: 'unit',
      name: described.name,
      code: described.certificateNumber,
      regionName: '广东省中山市',
    })
    const facts = await factsAbout(api, tokens.account.id)
    expect(facts.map(({ what }) => what)).toEqual(['UnitAccountRegistered', 'SignedIn'])
    expect(facts[0]).toMatchObject({ organizationId, details: { registeredBy: person.accountId } })
    expect((await factsAbout(api, organizationId)).map(({ what }) => what)).toEqual(['OrganizationCreated'])
  })

  it('keeps what is private unreadable at rest', async () => {
    const { described, person } = await registerUnit(api, { contactPhone: '13800001234' })
    const { db } = api.app.deps
    const stored = JSON.stringify([
      await db.collection('unitRegistrations').find().toArray(),
      await db.collection('organizations').find().toArray(),
      await db.collection('accounts').find().toArray(),
    ])
    for (const secret of [described.password, person.phone, person.residentId, '13800001234']) {
      expect(stored).not.toContain(secret)
    }
  })

  it('goes on after a lost connection from where it was', async () => {
    const person = await registerPerson(api)
    const begun = await beginRegistration(api, person)
    expect(begun).toMatchObject({ step: 'unit', unit: null })
    const params = { registrationId: begun.registrationId }
    const body = unitDescription({ contactPhone: '138 0000 1234', contactName: '张老师' })
    await guest().describeUnit({ params, body })
    await guest().describeUnit({ params, body })
    const resumed = await guest().unitRegistration({ params })
    const { password, ...shown } = body
    expect(resumed).toMatchObject({ step: 'phone', unit: { ...shown, contactPhone: '138****1234' } })
    expect(JSON.stringify(resumed)).not.toContain(password)
    await guest().sendUnitRegistrationCode({ params })
    const phoneCode = await textedCode(api, person.phone)
    await guest().completeUnitRegistration({ params, body: { phoneCode } })
    const again = await outcome(guest().completeUnitRegistration({ params, body: { phoneCode } }))
    expect(again).toBe('unit_registration_completed')
    expect(await outcome(guest().describeUnit({ params, body }))).toBe('unit_registration_completed')
    expect(await outcome(guest().sendUnitRegistrationCode({ params }))).toBe('unit_registration_completed')
    expect(await guest().unitRegistration({ params })).toMatchObject({ step: 'completed', unit: null })
  })

  it('takes an organization code with its hyphen, and a county', async () => {
    const { organizationId } = await registerUnit(api, {
      certificateType: 'organizationCode',
      certificateNumber: 'd2143569-x',
      regionCode: '440106',
    })
    const card = await api.as().organizations.view({ params: { organizationId } })
    expect(card).toMatchObject({ code: 'D2143569X', regionName: '广东省广州市天河区' })
  })

  it('names every field that is wrong', async () => {
    const { registrationId } = await beginRegistration(api, await registerPerson(api))
    const body = unitDescription({
      userName: '单位',
      password: 'abcd1111',
      name: '校',
      regionCode: '440000',
      address: '',
      legalRepresentative: 'x\ny',
      contactPhone: '12345',
    })
    const problem = await refusal(guest().describeUnit({ params: { registrationId }, body }))
    expect(problem.code).toBe('invalid_input')
    const pointers = problem.errors?.map(({ pointer }) => pointer).sort()
    expect(pointers).toEqual(
      ['address', 'contactPhone', 'legalRepresentative', 'name', 'password', 'regionCode', 'userName'].map(
        (field) => `#/${field}`,
      ),
    )
    for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/\p{Script=Han}/u)
  })

  it.each([
    ['unifiedSocialCreditCode', '124419000000000000', '校验不通过'],
    ['unifiedSocialCreditCode', 'D2143569X', '18 位'],
    ['organizationCode', 'D21435690', '校验不通过'],
    ['organizationCode', creditCodeOf(1), '9 位'],
  ] as const)('says what is wrong with the %s %s', async (certificateType, certificateNumber, sentence) => {
    const { registrationId } = await beginRegistration(api, await registerPerson(api))
    const body = unitDescription({ certificateType, certificateNumber })
    const problem = await refusal(guest().describeUnit({ params: { registrationId }, body }))
    expect(problem.errors).toMatchObject([
      { pointer: '#/certificateNumber', detail: expect.stringContaining(sentence) },
    ])
  })

  it('ends after an hour, and is nobody’s who does not know its id', async () => {
    const { params, phoneCode } = await upToTheCode()
    api.clock.advance(UNIT_REGISTRATION_SECONDS * 1_000)
    const attempts = [
      guest().unitRegistration({ params }),
      guest().describeUnit({ params, body: unitDescription() }),
      guest().sendUnitRegistrationCode({ params }),
      guest().completeUnitRegistration({ params, body: { phoneCode } }),
    ]
    expect(new Set(await Promise.all(attempts.map(outcome)))).toEqual(new Set(['unit_registration_expired']))
    const madeUp = { registrationId: 'A'.repeat(43) }
    expect(await outcome(guest().unitRegistration({ params: madeUp }))).toBe('unit_registration_expired')
    expect(await outcome(guest().unitRegistration({ params: { registrationId: 'x' } }))).toBe('not_found')
  })

  it('does not let steps be skipped', async () => {
    const { registrationId } = await beginRegistration(api, await registerPerson(api))
    const params = { registrationId }
    expect(await outcome(guest().sendUnitRegistrationCode({ params }))).toBe('state_conflict')
    const completion = guest().completeUnitRegistration({ params, body: { phoneCode: '000000' } })
    expect(await outcome(completion)).toBe('state_conflict')
  })

  it('needs the present notice and a resident ID number that can be one', async () => {
    const captcha = await solveCaptcha(api)
    const body = { userName: 'x', residentId: '441900199902300014', captcha, noticeVersion }
    const outdated = guest().beginUnitRegistration({ body: { ...body, noticeVersion: '2019-05' } })
    expect(await outcome(outdated)).toBe('notice_outdated')
    const problem = await refusal(guest().beginUnitRegistration({ body }))
    expect(problem).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '#/residentId' }] })
  })
})

describe('who does not exist', () => {
  it('is answered step by step like who does, until the code', async () => {
    const real = await registerPerson(api)
    const nameless = await registerPerson(api, { isRealName: false })
    const wrongPairs = [
      { userName: 'nobody_at_all', residentId: residentIdOf(300_001) },
      { userName: real.userName, residentId: residentIdOf(300_002) },
      { userName: 'nobody_at_all', residentId: real.residentId },
      { userName: nameless.userName, residentId: nameless.residentId },
    ]
    const answers: unknown[] = []
    for (const person of [real, ...wrongPairs]) {
      const begun = await beginRegistration(api, person)
      const params = { registrationId: begun.registrationId }
      const described = await guest().describeUnit({ params, body: unitDescription() })
      const answer: unknown[] = [Object.keys(begun), begun.step, Object.keys(described), described.step]
      answer.push(await guest().sendUnitRegistrationCode({ params }))
      answer.push(await outcome(guest().sendUnitRegistrationCode({ params })))
      for (let guess = 0; guess < 6; guess += 1) {
        const completion = guest().completeUnitRegistration({ params, body: { phoneCode: '999999' } })
        answer.push(await outcome(completion))
      }
      answers.push(answer)
    }
    await textedCode(api, real.phone)
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]).toContain('phone_code_wrong')
    expect(api.sentCodes.filter(({ phone }) => phone === nameless.phone)).toEqual([])
  })

  it('is not told by a phone that has had too many codes', async () => {
    const { params, person } = await upToTheCode()
    const sent = api.sentCodes.length
    await api
      .as()
      .accounts.sendPhoneCode({ body: { phone: person.phone } })
      .catch(() => undefined)
    api.clock.advance(59_000)
    expect(await outcome(guest().sendUnitRegistrationCode({ params }))).toBe('too_many_requests')
    api.clock.advance(1_000)
    await guest().sendUnitRegistrationCode({ params })
    await textedCode(api, person.phone, 1)
    expect(api.sentCodes.length).toBeGreaterThan(sent)
  })
})

it('counts the codes that are asked for one account over all its registrations, be it there or not', async () => {
  const real = await registerPerson(api)
  for (const person of [real, { ...real, userName: 'nobody_at_all' }]) {
    for (let sent = 0; sent < 11; sent += 1) {
      const { registrationId } = await beginRegistration(api, person)
      const params = { registrationId }
      await guest().describeUnit({ params, body: unitDescription() })
      const sending = guest().sendUnitRegistrationCode({ params })
      if (sent < 10) await sending
      else expect((await refusal(sending)).detail).toBe('这个账号今天获取验证码的次数已用完，请明天再试')
    }
  }
})

describe('the texted code', () => {
  it('is good for the registration only, and for five minutes', async () => {
    const { params, person, phoneCode } = await upToTheCode()
    const elsewhere = guest().register({
      body: { userName: 'elsewhere_1', password: 'Xuexi2580', phone: person.phone, phoneCode, noticeVersion },
    })
    expect(await outcome(elsewhere)).toBe('phone_code_wrong')
    api.clock.advance(PHONE_CODE_SECONDS * 1_000)
    expect(await outcome(guest().completeUnitRegistration({ params, body: { phoneCode } }))).toBe('phone_code_wrong')
  })

  it('is not used up by a user name or a unit that is taken, which step 2 then mends', async () => {
    const taken = await registerPerson(api)
    const known = await createUnit(api)
    const { params, body, phoneCode } = await upToTheCode({ userName: taken.userName.toUpperCase() })
    const complete = () => guest().completeUnitRegistration({ params, body: { phoneCode } })
    expect((await refusal(complete())).errors).toMatchObject([{ pointer: '#/userName' }])
    const free = `free_${taken.userName}`
    await guest().describeUnit({ params, body: { ...body, userName: free, certificateNumber: known.code } })
    expect(await refusal(complete())).toMatchObject({
      code: 'organization_exists',
      errors: [{ pointer: '#/certificateNumber' }],
    })
    await guest().describeUnit({ params, body: { ...body, userName: free } })
    expect((await complete()).account.userName).toBe(free)
  })

  it('makes one unit when it is sent twice at once', async () => {
    const { params, body, phoneCode } = await upToTheCode()
    const complete = () => outcome(guest().completeUnitRegistration({ params, body: { phoneCode } }))
    const codes = await Promise.all([complete(), complete()])
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    expect(await api.app.deps.db.collection('organizations').countDocuments({ name: body.name })).toBe(1)
  })

  it('makes one unit of two people who register the same body at once, under either certificate', async () => {
    const credit = synthesizeUnifiedSocialCreditCode({ category: '12', regionCode: '442000', serial: 60_000_001 })
    const first = await upToTheCode({ certificateNumber: credit })
    const second = await upToTheCode({
      certificateType: 'organizationCode',
      certificateNumber: credit.slice(8, 17),
    })
    const codes = await Promise.all(
      [first, second].map(({ params, phoneCode }) =>
        outcome(guest().completeUnitRegistration({ params, body: { phoneCode } })),
      ),
    )
    expect(codes.sort()).toEqual(['done', 'organization_exists'])
  })
})
