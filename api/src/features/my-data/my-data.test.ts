import { DATA_KINDS, EXPORTS_PER_DAY } from '@jijiao/shared/my-data'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { aFile, png } from '../../../../test/support/files'
import { unitWithMember } from '../../../../test/support/member'
import { actFor, registerPerson, type TestPerson } from '../../../../test/support/people'
import { aRecord } from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'
import { registerUnit } from '../../../../test/support/unit-accounts'
import { unzip, unzipBytes } from '../../../../test/support/unzip'
import { accountModel, currentNotice } from '../accounts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const take = ({ token, password }: TestPerson) => api.as(token).myData.exportAll({ body: { password } })

describe('what is stored about me', () => {
  it('is told kind by kind with why, for how long, for whom and how much, and no whole number', async () => {
    const { member, me } = await unitWithMember(api)
    const overview = await me.myData.overview()
    expect(overview.lines.map(({ kind }) => kind)).toEqual(DATA_KINDS)
    const countOf = Object.fromEntries(overview.lines.map(({ kind, count }) => [kind, count]))
    expect(countOf).toMatchObject({
      account: 1,
      records: 3,
      certificates: 1,
      affiliations: 1,
      imports: null,
      legacy: 0,
    })
    expect(countOf.auditLog).toBeGreaterThan(3)
    for (const line of overview.lines) {
      for (const text of [line.purpose, line.basis, line.retention, line.visibleTo]) expect(text).not.toBe('')
    }
    expect(overview.lines[0]?.summary).toContain(member.userName)
    expect(JSON.stringify(overview)).not.toContain(member.residentId)
    expect(JSON.stringify(overview)).not.toContain(member.phone)
    expect(overview).toMatchObject({ restrictedAt: null, abilities: { request: true, liftRestriction: false } })
  })

  it('is there before the real-name check, and is nobody else’s', async () => {
    const newcomer = await registerPerson(api, { isRealName: false })
    const overview = await api.as(newcomer.token).myData.overview()
    expect(overview.lines.find(({ kind }) => kind === 'records')?.count).toBe(0)
    expect(overview.abilities.request).toBe(false)
    expect((await refusal(api.as().myData.overview())).code).toBe('not_signed_in')
    const { token } = await registerUnit(api)
    expect((await refusal(api.as(token).myData.overview())).code).toBe('personal_account_required')
  })
})

describe('my copy', () => {
  it('is a zip that has every kind, to be read and to be computed with, my own numbers whole', async () => {
    const { member, certificate, profile } = await unitWithMember(api)
    const { name, type, content } = await take(member)
    expect([type, name]).toEqual(['application/zip', expect.stringMatching(/^我的数据-\d{4}-\d\d-\d\d\.zip$/)])
    const files = await unzip(content)
    const whole = ['我的数据.html', '附件说明.txt', ...DATA_KINDS.map((kind) => `data/${kind}.json`)]
    expect([...files.keys()].sort()).toEqual(whole.sort())
    const rowsOf = (kind: string): Record<string, unknown>[] => JSON.parse(files.get(`data/${kind}.json`) ?? '').rows
    expect(rowsOf('account')).toMatchObject([
      { 用户名: member.userName, 身份证号: member.residentId, 手机号: member.phone },
    ])
    expect(rowsOf('profile')[0]).toMatchObject({ 毕业院校: profile.school, 电子邮箱: profile.email })
    expect(rowsOf('records')).toHaveLength(3)
    expect(rowsOf('certificates')).toMatchObject([{ 证书编号: certificate.number, 身份证号: member.residentId }])
    expect(rowsOf('messages').length).toBeGreaterThan(0)
    expect(rowsOf('auditLog').length).toBeGreaterThan(3)
    const page = files.get('我的数据.html') ?? ''
    for (const text of [member.residentId, certificate.number, profile.school, '《个人信息保护法》']) {
      expect(page).toContain(text)
    }
    expect(page).not.toContain('<script')
    expect(JSON.stringify([...files.values()])).not.toContain('passwordHash')
    expect(await factNamesAbout(api, member.accountId)).toContain('PersonalDataExported')
  })

  it('holds the files that I have handed in for myself, and no unit’s', async () => {
    const { member, unit } = await unitWithMember(api)
    const mine = await api.as(member.token).attachments.upload({ file: aFile('结业证.png', png()) })
    const body = { ...aRecord, courseName: '职业教育教学法', attachmentIds: [mine.id] }
    await api.as(member.token).creditRecords.declareMine({ body })
    const operator = await actFor(api, member, unit)
    const theirs = await api.as(operator).attachments.upload({ file: aFile('单位的.png', png()) })
    const [colleague] = await addConfirmedTrainees(api, unit, 1)
    const traineeId = colleague?.traineeId ?? ''
    await api.as(operator).creditRecords.create({ body: { ...aRecord, traineeId, attachmentIds: [theirs.id] } })
    const files = await unzipBytes((await take(member)).content)
    expect([...files.keys()].filter((name) => name.startsWith('附件/'))).toEqual([`附件/${mine.id}-结业证.png`])
    expect(files.get(`附件/${mine.id}-结业证.png`)).toEqual(png())
    const { rows } = JSON.parse(String(files.get('data/attachments.json')))
    expect(rows).toMatchObject([{ 在导出文件中: `附件/${mine.id}-结业证.png` }, { 在导出文件中: null }])
  })

  it('has what somebody wrote as text, never as a page', async () => {
    const person = await registerPerson(api)
    await api
      .as(person.token)
      .affiliations.saveProfile({ body: { version: 0, education: '21', school: '<img src=x onerror=alert(1)>' } })
    const page = (await unzip((await take(person)).content)).get('我的数据.html') ?? ''
    expect(page).toContain('&lt;img src=x')
    expect(page).not.toContain('<img')
  })

  it('needs the password anew, and is not for copying day and night', async () => {
    const person = await registerPerson(api)
    const wrong = await refusal(api.as(person.token).myData.exportAll({ body: { password: 'Wrong2580' } }))
    expect(wrong).toMatchObject({ code: 'current_password_wrong', errors: [{ pointer: '#/password' }] })
    for (let count = 0; count < EXPORTS_PER_DAY; count += 1) await take(person)
    expect((await refusal(take(person))).code).toBe('too_many_requests')
    expect((await refusal(api.as().myData.exportAll({ body: { password: person.password } }))).code).toBe(
      'not_signed_in',
    )
  })
})

describe('my consents', () => {
  it('are kept with their versions: the notice, the real name, WeChat', async () => {
    const { me, member } = await unitWithMember(api)
    const { consents, notice } = await me.myData.consents()
    expect(consents.map(({ purpose }) => purpose)).toEqual(['realName', 'notice'])
    expect(notice).toMatchObject({ currentVersion: currentNotice.version, isOutdated: false })
    for (const purpose of ['notice', 'realName'] as const) {
      expect((await refusal(me.myData.withdrawConsent({ params: { purpose } }))).code).toBe('consent_needs_closure')
    }
    await me.messages.recordConsents({ body: { accepted: ['decision'] } })
    const [given] = (await me.myData.consents()).consents
    expect(given).toMatchObject({ purpose: 'wechatMessages', withdrawnAt: null, abilities: { withdraw: true } })
    const params = { purpose: 'wechatMessages' } as const
    const [withdrawn] = (await me.myData.withdrawConsent({ params })).consents
    expect(withdrawn).toMatchObject({ purpose: 'wechatMessages', withdrawnAt: expect.any(String) })
    expect((await me.messages.consents()).topics.every(({ remaining }) => remaining === 0)).toBe(true)
    expect(await me.myData.withdrawConsent({ params })).toMatchObject({ consents: [withdrawn, {}, {}] })
    await me.messages.recordConsents({ body: { accepted: ['decision'] } })
    expect((await me.myData.consents()).consents).toHaveLength(4)
    const facts = await factNamesAbout(api, member.accountId)
    expect(facts.filter((what) => what === 'ConsentWithdrawn')).toHaveLength(1)
  })

  it('hold the location once, however often it was agreed to, until it is withdrawn; messages go on', async () => {
    const { me, member } = await unitWithMember(api)
    await me.messages.recordConsents({ body: { accepted: ['decision'] } })
    const agree = () => me.myData.consentToLocation({ body: { version: '2026-11' } })
    await Promise.all([agree(), agree(), agree()])
    const { consents } = await agree()
    expect(consents.map(({ purpose }) => purpose)).toEqual(['location', 'wechatMessages', 'realName', 'notice'])
    expect(consents[0]).toMatchObject({
      label: '在签到时读取位置',
      version: '2026-11',
      givenAt: new Date(api.clock.now()).toISOString(),
      abilities: { withdraw: true },
    })
    const withdrawn = await me.myData.withdrawConsent({ params: { purpose: 'location' } })
    expect(withdrawn.consents.map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([true, false, false, false])
    expect((await agree()).consents).toHaveLength(5)
    const facts = await factNamesAbout(api, member.accountId)
    expect(facts.filter((what) => what === 'ConsentGiven' || what === 'ConsentWithdrawn')).toEqual([
      'ConsentGiven',
      'ConsentWithdrawn',
      'ConsentGiven',
    ])
    const unknown = '2020-01' as '2026-11'
    expect((await refusal(me.myData.consentToLocation({ body: { version: unknown } }))).status).toBe(422)
    const nobody = api.as().myData.consentToLocation({ body: { version: '2026-11' } })
    expect((await refusal(nobody)).code).toBe('not_signed_in')
  })

  it('are asked for anew when there is a newer notice', async () => {
    const person = await registerPerson(api)
    const me = api.as(person.token)
    expect((await me.accounts.me()).needsNotice).toBe(false)
    await accountModel(api.app.deps.db).updateOne({ _id: person.accountId }, { $set: { noticeVersion: '2020-01' } })
    expect((await me.accounts.me()).needsNotice).toBe(true)
    expect((await me.myData.consents()).notice).toMatchObject({ acceptedVersion: '2020-01', isOutdated: true })
    const outdated = await refusal(me.myData.acceptNotice({ body: { noticeVersion: '2020-01' } }))
    expect(outdated.code).toBe('notice_outdated')
    const accepted = await me.myData.acceptNotice({ body: { noticeVersion: currentNotice.version } })
    expect(accepted.notice).toMatchObject({ acceptedVersion: currentNotice.version, isOutdated: false })
    await me.myData.acceptNotice({ body: { noticeVersion: currentNotice.version } })
    expect((await factNamesAbout(api, person.accountId)).filter((what) => what === 'ConsentGiven')).toHaveLength(1)
  })
})
