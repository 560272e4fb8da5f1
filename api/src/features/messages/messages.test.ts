import { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi, testEnvironment } from '../../../../test/support/api'
import { addTrainees, bySystem, personToken } from '../../../../test/support/classes'
import { registerPerson, type TestPerson } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { inTransaction } from '../../db/transaction'
import { jobModel } from '../../jobs'
import { createLog } from '../../observability/log'
import { DELIVER_MESSAGES, messageModel, type Notice, notify } from '../../outbox'

const WECHAT_TEMPLATES = ['class', 'decision', 'reminder']
  .map((topic) => `${topic}=template-${topic}/thing1/thing2/time3`)
  .join(',')

let api: TestApi
beforeAll(async () => {
  const env = testEnvironment({ LOG_LEVEL: 'silent', WECHAT_TEMPLATES })
  api = await startTestApi({ env, log: createLog(env) })
})
afterAll(() => api.stop())

const tell = (notices: readonly Notice[]) =>
  inTransaction(api.app.deps.db, (session) => notify(api.app.deps, bySystem(api), notices, session))

const refused = (accountId: string, unit = '第一中学'): Notice => ({
  accountId,
  kind: 'affiliationRefused',
  data: { unit, reason: '不是本校教师' },
  link: { page: 'myAffiliation' },
})

const deliveryOf = async (messageId: string) => (await messageModel(api.app.deps.db).findById(messageId).lean())?.wechat

describe('the inbox', () => {
  it('shows the newest first, by pages, and counts what is unread', async () => {
    const person = await registerPerson(api)
    const me = api.as(person.token)
    for (const unit of ['甲', '乙', '丙']) await tell([refused(person.accountId, unit)])
    expect(await me.messages.unreadCount()).toEqual({ count: 3 })
    const first = await me.messages.list({ query: { limit: 2 } })
    expect(first.data[0]).toMatchObject({
      kind: 'affiliationRefused',
      title: '绑定未通过',
      body: '丙未同意您的绑定，原因：不是本校教师。',
      link: { page: 'myAffiliation', params: {} },
      readAt: null,
    })
    const rest = await me.messages.list({ query: { limit: 2, cursor: first.nextCursor ?? '' } })
    expect(rest.data.map(({ body }) => body.slice(0, 1))).toEqual(['甲'])
    expect(rest.nextCursor).toBeNull()

    const messageId = first.data[1]?.id ?? ''
    const read = await me.messages.read({ params: { messageId } })
    expect(read.readAt).not.toBeNull()
    api.clock.advance(60_000)
    expect(await me.messages.read({ params: { messageId } })).toEqual(read)
    const unread = await me.messages.list({ query: { isUnread: 'true' } })
    expect(unread.data.map(({ id }) => id)).toEqual([first.data[0]?.id, rest.data[0]?.id])
  })

  it('marks as read what was seen, not what has come since', async () => {
    const person = await registerPerson(api)
    const me = api.as(person.token)
    await tell([refused(person.accountId), refused(person.accountId)])
    const [newest] = (await me.messages.list()).data
    await tell([refused(person.accountId, '后来的学校')])
    expect(await me.messages.readAll({ body: { upToId: newest?.id ?? '' } })).toEqual({ count: 2 })
    expect(await me.messages.readAll({ body: { upToId: newest?.id ?? '' } })).toEqual({ count: 0 })
    expect(await me.messages.unreadCount()).toEqual({ count: 1 })
  })

  it('is nobody else’s', async () => {
    const [person, stranger] = [await registerPerson(api), await registerPerson(api)]
    await tell([refused(person.accountId)])
    const [message] = (await api.as(person.token).messages.list()).data
    const params = { messageId: message?.id ?? '' }
    expect((await api.as(stranger.token).messages.list()).data).toEqual([])
    expect((await refusal(api.as(stranger.token).messages.read({ params }))).code).toBe('not_found')
    await api.as(stranger.token).messages.readAll({ body: { upToId: params.messageId } })
    expect(await api.as(person.token).messages.unreadCount()).toEqual({ count: 1 })
    expect((await refusal(api.as().messages.list())).code).toBe('not_signed_in')
    expect((await refusal(api.as(person.token).messages.readAll({ body: { upToId: 'x' } }))).code).toBe('invalid_input')
  })

  it('has for a person whom a unit knew first what was written before there was an account', async () => {
    const [trainee] = await addTrainees(api, 1)
    if (!trainee) throw new Error('no trainee')
    const notice = { kind: 'addedByUnit', data: { unit: '第一中学' } } as const
    await tell([{ traineeId: trainee.traineeId, ...notice }, refused(trainee.accountId)])
    const { data } = await api.as(trainee.token).messages.list()
    expect(data.map(({ kind }) => kind).sort()).toEqual(['addedByUnit', 'affiliationRefused'])
    expect(await api.as(trainee.token).messages.unreadCount()).toEqual({ count: 2 })
  })

  it('keeps nothing of a change that did not stand', async () => {
    const person = await registerPerson(api)
    const failed = inTransaction(api.app.deps.db, async (session) => {
      await notify(api.app.deps, bySystem(api), [refused(person.accountId)], session)
      throw new Error('the change fails')
    })
    await expect(failed).rejects.toThrow('the change fails')
    await api.app.worker.runDue()
    expect(await api.as(person.token).messages.unreadCount()).toEqual({ count: 0 })
  })
})

describe('messages through WeChat', () => {
  async function withWechat(consents: number) {
    const person = await registerPerson(api)
    const openId = `open-${person.accountId}`
    await api.as(person.token).accounts.bindWechat({ body: { code: api.wechat.issueCode(openId) } })
    for (let count = 0; count < consents; count += 1) {
      await api.as(person.token).messages.recordConsents({ body: { accepted: ['decision'] } })
      api.wechat.consent(openId, 'template-decision')
    }
    return { ...person, openId }
  }
  const remaining = async (person: TestPerson) =>
    (await api.as(person.token).messages.consents()).topics.find(({ topic }) => topic === 'decision')
  const arrived = (openId: string) => api.wechat.delivered.filter((message) => message.openId === openId)
  const lastMessage = async (person: TestPerson) =>
    (await api.as(personToken(api, person.accountId)).messages.list()).data[0]?.id ?? ''

  it('go out once for each consent', async () => {
    const person = await withWechat(1)
    expect(await remaining(person)).toMatchObject({ templateId: 'template-decision', remaining: 1, isRefused: false })
    await tell([refused(person.accountId)])
    await api.app.worker.runDue()
    const [message] = arrived(person.openId)
    expect(message?.page).toBe(`pages/messages/index?messageId=${await lastMessage(person)}`)
    expect(message?.data.thing1).toEqual({ value: '绑定未通过' })
    expect([...(message?.data.thing2?.value ?? '')]).toHaveLength(20)
    expect(message?.data.time3?.value).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
    expect(await deliveryOf(await lastMessage(person))).toBe('sent')

    await tell([refused(person.accountId)])
    await api.app.worker.runDue()
    expect(arrived(person.openId)).toHaveLength(1)
    expect(await deliveryOf(await lastMessage(person))).toBe('noConsent')
    expect(await remaining(person)).toMatchObject({ remaining: 0 })
  })

  it('believe WeChat when it says that the person refuses', async () => {
    const person = await withWechat(3)
    api.wechat.failNextSend(43101)
    await tell([refused(person.accountId)])
    await api.app.worker.runDue()
    expect(await deliveryOf(await lastMessage(person))).toBe('refused')
    expect(await remaining(person)).toMatchObject({ remaining: 0, isRefused: true })
  })

  it('are tried again while WeChat is busy, without using up another consent', async () => {
    const person = await withWechat(1)
    api.wechat.failNextSend(-1)
    await tell([refused(person.accountId)])
    await api.app.worker.runDue()
    expect(await remaining(person)).toMatchObject({ remaining: 1 })
    expect(await deliveryOf(await lastMessage(person))).toBe('waiting')
    api.clock.advance(6_000)
    await api.app.worker.runDue()
    expect(arrived(person.openId)).toHaveLength(1)
    expect(await remaining(person)).toMatchObject({ remaining: 0 })
  })

  it('are given up in the end, and stay in the inbox', async () => {
    const person = await withWechat(1)
    await tell([refused(person.accountId)])
    for (let attempt = 0; attempt < 6; attempt += 1) {
      api.wechat.failNextSend(-1)
      await api.app.worker.runDue()
      api.clock.advance(61 * 60_000)
    }
    const left = { kind: DELIVER_MESSAGES, state: 'waiting' as const }
    expect(await jobModel(api.app.deps.db).countDocuments(left)).toBe(0)
    expect(await deliveryOf(await lastMessage(person))).toBe('dead')
    expect(await jobModel(api.app.deps.db).countDocuments({ state: 'failed' })).toBe(1)
  })

  it('renew the token that WeChat has ended, and share it between processes', async () => {
    const person = await withWechat(2)
    await tell([refused(person.accountId)])
    await api.app.worker.runDue()
    const issued = api.wechat.tokensIssued
    await tell([refused(person.accountId)])
    api.wechat.failNextSend(42001)
    await api.app.worker.runDue()
    expect(arrived(person.openId)).toHaveLength(2)
    expect(api.wechat.tokensIssued).toBe(issued + 2)
  })

  it('need a bound WeChat before there is anything to consent to', async () => {
    const person = await registerPerson(api)
    const me = api.as(person.token)
    expect((await refusal(me.messages.recordConsents({ body: { accepted: ['class'] } }))).code).toBe('wechat_not_bound')
    expect(await me.messages.consents()).toMatchObject({ isWechatBound: false })
    const unknown = { body: { accepted: ['weather'] as never } }
    expect((await refusal(me.messages.recordConsents(unknown))).code).toBe('invalid_input')
    await tell([refused(person.accountId), { ...refused(String(new Types.ObjectId())) }])
    await api.app.worker.runDue()
    expect(await deliveryOf(await lastMessage(person))).toBe('noConsent')
  })
})
