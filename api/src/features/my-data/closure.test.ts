import { PROOF_KEPT_DAYS } from '@jijiao/shared/my-data'
import { Types, trusted } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { bySystem } from '../../../../test/support/classes'
import { factNamesAbout, factsAbout } from '../../../../test/support/facts'
import { uploadScan } from '../../../../test/support/files'
import { unitWithMember } from '../../../../test/support/member'
import { actFor, createUnitWithOperator, registerPerson, type TestPerson } from '../../../../test/support/people'
import { submittedByPerson } from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'
import { privacyConsentModel } from '../../privacy/consents'
import type { SealedField } from '../../privacy/vault'
import { verifyRealName } from '../accounts'
import { markModel } from '../attendance'
import { leaveRequestModel } from '../leave-requests'
import { consentExpiryJob } from './consent-expiry.job'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const close = ({ token, password }: Pick<TestPerson, 'token' | 'password'>) =>
  api.as(token).myData.close({ body: { password, acknowledged: true } })

const SEALED: readonly SealedField[] = ['residentId', 'phone', 'email']

/** Facts move from the one to the other; a queue of ids is worked off within a minute. */
const ALIASES: Readonly<Record<string, string | null>> = { auditFacts: 'log', pendingFacts: 'log', recounts: null }

/** Whatever of these is left in the database, sealed or not, by collection. */
async function findLeft(needles: Readonly<Record<string, string>>): Promise<Record<string, string[]>> {
  const { db, vault } = api.app.deps
  const found: Record<string, Set<string>> = {}
  for (const { name: collection } of await db.listCollections()) {
    const alias = ALIASES[collection] === undefined ? collection : ALIASES[collection]
    if (alias === null) continue
    for await (const document of db.collection(collection).find({})) {
      const texts = textsIn(document)
      const all = [...texts, ...texts.flatMap((text) => opened(text))]
      for (const [what, needle] of Object.entries(needles)) {
        if (all.some((text) => text.includes(needle))) (found[what] ??= new Set()).add(alias)
      }
    }
  }
  return Object.fromEntries(Object.entries(found).map(([what, where]) => [what, [...where].sort()]))

  function opened(text: string): string[] {
    if (!/^test\.[\w-]{30,}$/.test(text)) return []
    return SEALED.flatMap((field) => {
      try {
        return [vault.open(field, text)]
      } catch {
        return []
      }
    })
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return value.constructor === Object ? Object.values(value).flatMap(textsIn) : [String(value)]
}

describe('closing the account', () => {
  it('leaves nothing personal but what has to be kept, and certificates still verify', async () => {
    const { me, member, staff, certificate, wechatOpenId, profile } = await unitWithMember(api)
    const { deps } = api.app
    await attend(member)
    await uploadScan(api, member.token)
    await me.creditRecords.declareMine({ body: { ...draft, year: 2026 } })
    await me.myData.submit({ body: { kind: 'restriction', text: '停止使用我的信息' } })
    await staff.years.standings({ params: { year: '2025' } })
    const before = await api.as().certificates.verify({ params: { verificationId: certificate.verificationId } })
    const needles = {
      userName: member.userName,
      phone: member.phone,
      phoneIndex: deps.vault.blindIndex('phone', member.phone),
      wechat: wechatOpenId,
      school: profile.school,
      address: profile.address,
      email: profile.email,
      draft: draft.courseName,
      residentId: member.residentId,
      residentIdIndex: deps.vault.blindIndex('residentId', member.residentId),
      traineeId: member.traineeId,
      accountId: member.accountId,
      device: DEVICE,
      leave: LEAVE_REASON,
    }
    expect(Object.keys(await findLeft(needles)).sort()).toEqual(Object.keys(needles).sort())
    const { erased, kept, abilities } = await me.myData.closure()
    expect(abilities.close).toBe(true)
    expect([erased.includes('account'), kept.includes('certificates')]).toEqual([true, true])

    await close(member)

    await settle()
    expect(await findLeft(needles)).toEqual({
      // The archive: under whom records and certificates were made.
      residentId: ['certificates', 'trainees'],
      residentIdIndex: ['affiliations', 'certificates', 'creditRecords', 'trainees'],
      // By id alone, which leads to the archive and nowhere else.
      traineeId: [
        'affiliations',
        'attendanceMarks',
        'certificates',
        'creditRecords',
        'dataRequests',
        'hoursVersions',
        'log',
        'trainees',
      ],
      accountId: ['dataRequests', 'log', 'privacyConsents'],
      // What courses are called, whoever typed it first.
      draft: ['recordTerms'],
    })
    expect(await deps.db.collection('trainees').findOne({ name: member.name, accountId: null })).toMatchObject({
      restrictedAt: expect.any(Date),
      education: null,
    })
    expect(await api.as().certificates.verify({ params: { verificationId: certificate.verificationId } })).toEqual(
      before,
    )
    expect((await refusal(me.accounts.me())).code).toBe('session_ended')
    const { refreshToken } = member.tokens
    expect((await refusal(api.as().accounts.refresh({ body: { refreshToken } }))).code).toBe('session_ended')
    expect((await staff.affiliations.trainees()).data).toEqual([])
    const [former] = (await staff.certificates.list({ query: { year: 2025 } })).data
    expect(former).toBeUndefined()
    expect((await refusal(staff.certificates.print({ body: { certificateIds: [certificate.id] } }))).code).toBe(
      'data_restricted',
    )
    const facts = await factsAbout(api, member.accountId)
    expect(facts.at(-1)?.what).toBe('AccountClosed')
    const said = facts.filter(({ what }) => what === 'PersonalDataErased').map(({ details }) => String(details?.kind))
    expect(said.toSorted()).toEqual(erased.toSorted())
  })

  it('leaves an archive that no unit can bind, complete or rename', async () => {
    const { member } = await unitWithMember(api)
    await close(member)
    const { db } = api.app.deps
    const archive = () => db.collection('trainees').findOne({ name: member.name, restrictedAt: { $ne: null } })
    const before = await archive()
    const anyUnit = api.as((await createUnitWithOperator(api)).token)
    const add = (name: string) =>
      anyUnit.trainees.add({ body: { name, residentId: member.residentId, education: '31', school: '别的学校' } })
    expect((await refusal(add(member.name))).code).toBe('data_restricted')
    // Who does not know the name learns no more than of anybody else.
    expect((await refusal(add('冒名者'))).code).toBe('real_name_mismatch')
    expect(await archive()).toEqual(before)
    expect((await anyUnit.affiliations.trainees()).data).toEqual([])
  })

  it('waits until nobody waits for the person', async () => {
    const { me, member, unit } = await unitWithMember(api)
    await actFor(api, member, unit, ['operate'])
    await submittedByPerson({ person: me }, { year: 2026 })
    const problem = await refusal(close(member))
    expect(problem.code).toBe('closure_blocked')
    expect(problem.detail).toContain('经办人')
    expect((await me.myData.closure()).obstacles.map(({ kind }) => kind)).toEqual(['operatorBinding', 'waitingRecord'])
    expect((await me.accounts.me()).userName).toBe(member.userName)
  })

  it('needs a fresh proof and the word that it is meant', async () => {
    const person = await registerPerson(api)
    const wrong = close({ ...person, password: 'Wrong2580' })
    expect((await refusal(wrong)).code).toBe('current_password_wrong')
    const body = { password: person.password, acknowledged: false } as never
    expect((await refusal(api.as(person.token).myData.close({ body }))).errors).toMatchObject([
      { pointer: '#/acknowledged' },
    ])
    expect((await refusal(close({ ...person, token: '' }))).code).toBe('not_signed_in')
  })

  it('twice at once closes once', async () => {
    const person = await registerPerson(api)
    const both = await Promise.allSettled([close(person), close(person)])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const closed = (await factNamesAbout(api, person.accountId)).filter((what) => what === 'AccountClosed')
    expect(closed).toHaveLength(1)
  })

  it('lets the proof of consents and requests go after three years, as is promised', async () => {
    const { db } = api.app.deps
    const { me, member } = await unitWithMember(api)
    const of = { accountId: new Types.ObjectId(member.accountId) }
    await me.myData.submit({ body: { kind: 'restriction', text: '停止使用我的信息' } })
    const ends = () => privacyConsentModel(db).distinct('expiresAt', of)
    expect((await privacyConsentModel(db).find(of)).length).toBeGreaterThan(0)
    expect(await ends()).toEqual([])
    const closedAt = api.clock.now()
    await close(member)
    expect(await ends()).toEqual([new Date(closedAt + PROOF_KEPT_DAYS * 86_400_000)])
    const ttl = async (collection: string, field: string) =>
      (await db.collection(collection).indexes()).find(({ key }) => Object.keys(key).join() === field)
    expect(await ttl('privacyConsents', 'expiresAt')).toMatchObject({ expireAfterSeconds: 0 })
    expect(await ttl('dataRequests', 'decidedAt')).toMatchObject({ expireAfterSeconds: PROOF_KEPT_DAYS * 86_400 })
    expect(PROOF_KEPT_DAYS / 365.25).toBeCloseTo(3, 2)

    // An earlier version set no end.
    await privacyConsentModel(db).updateMany(of, { $unset: { expiresAt: 1 } })
    const job = consentExpiryJob(api.app.deps)
    const run = () =>
      job.run({
        jobId: '',
        payload: null,
        of: bySystem(api),
        signal: new AbortController().signal,
        report: async () => undefined,
      })
    await run()
    expect(await ends()).toEqual([new Date(closedAt + PROOF_KEPT_DAYS * 86_400_000)])
    const stays = await registerPerson(api)
    await run()
    expect(
      await privacyConsentModel(db).exists({ accountId: stays.accountId, expiresAt: trusted({ $ne: null }) }),
    ).toBeNull()
  })

  it('is no farewell for ever: who registers again with the same ID number takes up what was kept', async () => {
    const { member, certificate } = await unitWithMember(api)
    await close(member)
    const back = await registerPerson(api, { isRealName: false, userName: member.userName, phone: member.phone })
    const { name, residentId } = member
    const of = { actor: { accountId: null, organizationId: null }, at: new Date(api.clock.now()), requestId: 'test' }
    await verifyRealName(api.app.deps, of, { accountId: back.accountId, name, residentId })
    const { accessToken } = await api.as().accounts.refresh({ body: { refreshToken: back.tokens.refreshToken } })
    const again = api.as(accessToken)
    expect((await again.affiliations.profile()).name).toBe(member.name)
    expect((await again.certificates.mine()).data.map(({ id }) => id)).toEqual([certificate.id])
    expect((await again.myData.overview()).restrictedAt).toBeNull()
  })
})

const draft = {
  category: 'professional',
  courseName: '没有申报的草稿课程',
  studyMode: 'faceToFace',
  startsOn: '2026-03-02',
  endsOn: '2026-03-04',
  days: 3,
  assessmentResult: 'passed',
  declaredTenths: 180,
  providerName: '东莞市继续教育中心',
} as const

const DEVICE = 'digest-of-the-device'
const LEAVE_REASON = '陪家人住院'

/** Somebody who was there, by a device of her own, and was once let off; of a class that is over. */
async function attend({ traineeId }: { readonly traineeId: string }) {
  const { db } = api.app.deps
  const id = () => new Types.ObjectId()
  const of = { sessionId: id(), classId: id(), organizationId: id(), traineeId: new Types.ObjectId(traineeId) }
  const at = new Date(api.clock.now())
  const said = { reason: LEAVE_REASON, version: 1 }
  const mark = { state: 'leave', source: 'leaveRequest', markedAt: at, receivedAt: at, device: DEVICE } as const
  await markModel(db).create([{ ...of, ...mark, ...said }])
  const asked = { className: '第一期', startsAt: at, endsAt: at, state: 'approved', askedAt: at } as const
  await leaveRequestModel(db).create([{ ...of, ...asked, ...said }])
}

/** What was told to others goes out, and the log is sealed. */
const settle = () => api.app.worker.runDue()
