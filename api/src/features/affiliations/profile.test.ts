import { maskResidentId } from '@jijiao/shared/identifiers'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { askUnit } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { createUnit, registerPerson, residentIdOf, type TestPerson } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { affiliationModel } from './affiliation.model'
import { traineeModel } from './trainee.model'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const filledIn = { version: 0, education: '21', email: 'chen@example.com', series: ['080'], regionCode: '441900' }

const renewed = async (person: TestPerson) =>
  api.as((await api.as().accounts.refresh({ body: { refreshToken: person.tokens.refreshToken } })).accessToken)

describe('a profile before it is saved', () => {
  it('shows what the real-name check knows, masked', async () => {
    const person = await registerPerson(api, { name: '欧阳小三' })
    const profile = await api.as(person.token).affiliations.profile()
    expect(profile).toMatchObject({ id: null, version: 0, name: '欧阳小三', isComplete: false })
    expect(profile.residentId).toBe(maskResidentId(person.residentId))
    expect(profile.abilities).toEqual({ save: true, ask: false })
    expect(JSON.stringify(profile)).not.toContain(person.residentId)
    expect(JSON.stringify(profile)).not.toContain(person.phone)
  })

  it('is closed to guests and to who has not passed the real-name check', async () => {
    expect((await refusal(api.as().affiliations.profile())).code).toBe('not_signed_in')
    expect((await refusal(api.as().affiliations.saveProfile({ body: filledIn }))).code).toBe('not_signed_in')
    const nameless = await registerPerson(api, { isRealName: false })
    expect((await refusal(api.as(nameless.token).affiliations.profile())).code).toBe('real_name_required')
  })
})

describe('saving a profile', () => {
  it('creates the trainee, links the account and says that the token is outdated', async () => {
    const person = await registerPerson(api)
    const saved = await api.as(person.token).affiliations.saveProfile({ body: { ...filledIn, school: '  ' } })
    expect(saved).toMatchObject({ version: 1, school: null, email: 'chen@example.com', tokenOutdated: true })
    expect(saved).toMatchObject({ isComplete: true, abilities: { ask: true }, series: ['080'] })
    const client = await renewed(person)
    const again = await client.affiliations.saveProfile({
      body: { ...filledIn, version: 1, phone: '+86 139-0000-0000' },
    })
    expect(again).toMatchObject({ id: saved.id, version: 2, tokenOutdated: false, phone: '139****0000' })
    expect(await client.affiliations.profile()).toMatchObject({ id: saved.id, version: 2 })
    expect((await client.accounts.me()).traineeId).toBe(saved.id)
    expect((await factNamesAbout(api, saved.id ?? '')).sort()).toEqual(['ProfileChanged', 'ProfileCreated'])
  })

  it('keeps ID number, phone and e-mail unreadable at rest', async () => {
    const person = await registerPerson(api)
    await api.as(person.token).affiliations.saveProfile({ body: { ...filledIn, email: 'secret@example.com' } })
    const stored = JSON.stringify(await traineeModel(api.app.deps.db).findOne({ accountId: person.accountId }).lean())
    for (const secret of [person.residentId, person.phone, 'secret@example.com']) expect(stored).not.toContain(secret)
  })

  it('takes neither name nor ID number from the body', async () => {
    const person = await registerPerson(api)
    for (const extra of [{ name: '别人' }, { residentId: person.residentId }, { sex: '1' }]) {
      const body = { ...filledIn, ...extra }
      const problem = await refusal(api.as(person.token).affiliations.saveProfile({ body }))
      expect(problem.code).toBe('invalid_input')
    }
  })

  it('names every wrong field with a sentence', async () => {
    const person = await registerPerson(api)
    const body = {
      ...filledIn,
      phone: '12345',
      education: '10',
      email: 'nobody',
      graduatedOn: '2026-02-30',
      series: ['xyz'],
      regionCode: '999999',
      postalCode: '1',
      address: '长'.repeat(101),
    }
    const problem = await refusal(api.as(person.token).affiliations.saveProfile({ body }))
    expect(problem.code).toBe('invalid_input')
    expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(
      ['address', 'education', 'email', 'graduatedOn', 'phone', 'postalCode', 'regionCode', 'series/0'].map(
        (field) => `#/${field}`,
      ),
    )
    for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/\p{Script=Han}/u)
  })

  it('refuses days before birth and after today', async () => {
    const person = await registerPerson(api)
    const body = { ...filledIn, graduatedOn: '1950-07-01', workStartedOn: '2027-01-01' }
    const problem = await refusal(api.as(person.token).affiliations.saveProfile({ body }))
    expect(problem.errors).toEqual([
      { pointer: '#/graduatedOn', detail: '日期不能早于出生日期' },
      { pointer: '#/workStartedOn', detail: '日期不能晚于今天' },
    ])
  })

  it('lets one of two saves of the same version through', async () => {
    const person = await registerPerson(api)
    const client = api.as(person.token)
    for (const version of [0, 1]) {
      const both = await Promise.allSettled(
        ['甲校', '乙校'].map((school) => client.affiliations.saveProfile({ body: { ...filledIn, version, school } })),
      )
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const lost = both.find((result) => result.status === 'rejected')
      expect(lost?.reason).toMatchObject({ problem: { code: 'state_conflict' } })
    }
    expect(await client.affiliations.profile()).toMatchObject({ version: 2 })
    const id = (await client.affiliations.profile()).id ?? ''
    expect((await factNamesAbout(api, id)).sort()).toEqual(['ProfileChanged', 'ProfileCreated'])
  })
})

describe('a person whom a unit added before', () => {
  it('is taken over as the same trainee, with the real name and the bindings', async () => {
    const { db, vault } = api.app.deps
    const residentId = residentIdOf(150_001)
    const unit = await createUnit(api)
    const _id = new Types.ObjectId()
    const at = new Date(api.clock.now())
    await traineeModel(db).create({
      _id,
      accountId: null,
      name: '陈静静',
      nameKeys: nameKeys('陈静静'),
      sealedResidentId: vault.seal('residentId', residentId),
      residentIdIndex: vault.blindIndex('residentId', residentId),
      sex: '1',
      birthDate: '1980-05-30',
      sealedPhone: vault.seal('phone', '13700000000'),
      phoneIndex: vault.blindIndex('phone', '13700000000'),
      education: '31',
      version: 3,
      createdAt: at,
      changedAt: at,
    })
    const known = { traineeId: String(_id), accountId: '', name: '', residentId, phone: '', token: '' }
    await askUnit(api, unit, [known])

    const person = await registerPerson(api, { residentId, name: '陈静' })
    const client = api.as(person.token)
    const profile = await client.affiliations.profile()
    expect(profile).toMatchObject({ id: String(_id), version: 4, name: '陈静', sex: '1', education: '31' })
    expect((await refusal(client.affiliations.saveProfile({ body: filledIn }))).code).toBe('state_conflict')
    const saved = await client.affiliations.saveProfile({ body: { ...filledIn, version: 4 } })
    expect(saved).toMatchObject({ id: String(_id), name: '陈静', education: '21', tokenOutdated: true })
    expect((await client.affiliations.mine()).data).toMatchObject([{ organization: { id: unit.id }, state: 'pending' }])
    const [affiliation] = await affiliationModel(db).find({ traineeId: _id }).lean()
    expect(affiliation?.nameKeys.pinyin).toBe('chenjing')
    expect(await factNamesAbout(api, String(_id))).toEqual(['ProfileClaimed', 'ProfileChanged'])
  })
})

describe('hostile input to a profile', () => {
  it.each([
    ['a NUL', { school: 'a\0b' }],
    ['a line break', { school: 'a\r\nb' }],
    ['a lone surrogate', { school: '\ud800' }],
    ['an operator', { school: { $ne: null } }],
    ['an array', { school: ['a'] }],
    ['a number', { education: 21 }],
    ['a long text', { address: 'a'.repeat(90_000) }],
    ['many series', { series: Array.from({ length: 50 }, () => '080') }],
    ['a dollar key', { $set: { version: 9 } }],
    ['a fractional version', { version: 0.5 }],
  ])('%s is refused with its field', async (_, extra) => {
    const person = await registerPerson(api)
    const body = { ...filledIn, ...extra } as typeof filledIn
    const problem = await refusal(api.as(person.token).affiliations.saveProfile({ body }))
    expect(problem.code).toBe('invalid_input')
  })

  it('a body that reaches for the prototype cannot be read', async () => {
    const { token } = await registerPerson(api)
    const response = await fetch(`${api.url}/api/v1/trainees/me`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"version": 0, "education": "21", "__proto__": {"version": 9}}',
    })
    expect(response.status).toBe(400)
  })

  it('a body of 100 KB or more is too large', async () => {
    const person = await registerPerson(api)
    const body = { ...filledIn, address: 'a'.repeat(110_000) }
    expect((await refusal(api.as(person.token).affiliations.saveProfile({ body }))).code).toBe('too_large')
  })
})
