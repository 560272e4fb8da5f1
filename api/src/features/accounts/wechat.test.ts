import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factsAbout } from '../../../../test/support/facts'
import { registerPerson, type TestPerson } from '../../../../test/support/people'

let api: TestApi
let noticeVersion: string
let number = 0

beforeAll(async () => {
  api = await startTestApi()
  api.clock.set(Date.now())
  noticeVersion = (await api.as().accounts.notice()).version
})
afterAll(() => api.stop())

const nextOpenId = () => {
  number += 1
  return `open-id-${number}`
}
const arrive = (openId: string) =>
  api.as().accounts.signInWithWechat({ body: { code: api.wechat.issueCode(openId), noticeVersion } })
async function ticketFor(openId: string): Promise<string> {
  const arrival = await arrive(openId)
  if (arrival.outcome !== 'unbound') throw new Error('this WeChat is bound already')
  return arrival.bindTicket
}
const bind = (bindTicket: string, { userName, password }: Pick<TestPerson, 'userName' | 'password'>) =>
  api.as().accounts.bindWechatAndSignIn({ body: { bindTicket, userName, password, noticeVersion } })

describe('signing in with WeChat', () => {
  it('asks for the password once, and never again', async () => {
    const person = await registerPerson(api)
    const openId = nextOpenId()
    const bound = await bind(await ticketFor(openId), person)
    expect(bound.account).toMatchObject({ id: person.accountId, isWechatBound: true })
    const later = await arrive(openId)
    expect(later).toMatchObject({ outcome: 'signedIn', tokens: { account: { id: person.accountId } } })
    expect((await factsAbout(api, person.accountId)).map(({ what }) => what)).toContain('WechatBound')
  })

  it('keeps the ticket through a wrong password and uses it up with the right one', async () => {
    const person = await registerPerson(api)
    const ticket = await ticketFor(nextOpenId())
    const wrong = bind(ticket, { userName: person.userName, password: 'Wrong2580' })
    await expect(wrong).rejects.toMatchObject({ code: 'wrong_credentials' })
    await bind(ticket, person)
    await expect(bind(ticket, person)).rejects.toMatchObject({ code: 'bind_ticket_expired' })
  })

  it('binds once when the same ticket is sent twice at once', async () => {
    const person = await registerPerson(api)
    const ticket = await ticketFor(nextOpenId())
    const results = await Promise.allSettled([bind(ticket, person), bind(ticket, person)])
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
    expect(refused).toEqual(['bind_ticket_expired'])
  })

  it('refuses a ticket after ten minutes, and one that was made up', async () => {
    const person = await registerPerson(api)
    const ticket = await ticketFor(nextOpenId())
    api.clock.advance(10 * 60 * 1_000)
    await expect(bind(ticket, person)).rejects.toMatchObject({ code: 'bind_ticket_expired' })
    await expect(bind('made-up', person)).rejects.toMatchObject({ code: 'bind_ticket_expired' })
  })

  it('refuses a code that was used', async () => {
    const code = api.wechat.issueCode(nextOpenId())
    await api.as().accounts.signInWithWechat({ body: { code } })
    await expect(api.as().accounts.signInWithWechat({ body: { code } })).rejects.toMatchObject({
      code: 'wechat_code_invalid',
    })
  })

  it.each([
    [40029, 'wechat_code_invalid'],
    [40226, 'wechat_blocked'],
    [45011, 'wechat_unavailable'],
  ])("answers WeChat's error %i with %s, and who is signed in stays so", async (errcode, code) => {
    const person = await registerPerson(api)
    api.wechat.failNext(errcode)
    await expect(arrive(nextOpenId())).rejects.toMatchObject({ code })
    await api.as(person.token).accounts.me()
    await api.as().accounts.refresh({ body: { refreshToken: person.tokens.refreshToken } })
  })

  it('lasts out a moment in which WeChat is busy', async () => {
    api.wechat.failNext(-1)
    expect(await arrive(nextOpenId())).toMatchObject({ outcome: 'unbound' })
  })

  it('needs the present notice only from who has not accepted it', async () => {
    const person = await registerPerson(api)
    const openId = nextOpenId()
    await bind(await ticketFor(openId), person)
    const silently = () => api.as().accounts.signInWithWechat({ body: { code: api.wechat.issueCode(openId) } })
    expect(await silently()).toMatchObject({ outcome: 'signedIn' })
    await api.app.deps.db
      .collection('accounts')
      .updateOne({ wechatOpenId: openId }, { $set: { noticeVersion: '2019-05' } })
    await expect(silently()).rejects.toMatchObject({ code: 'notice_outdated' })
    expect(await arrive(openId)).toMatchObject({ outcome: 'signedIn' })
    expect(await silently()).toMatchObject({ outcome: 'signedIn' })
  })
})

describe('a WeChat binding', () => {
  it('is made and undone by its person, as often as asked', async () => {
    const { token } = await registerPerson(api)
    const openId = nextOpenId()
    const bindNow = () => api.as(token).accounts.bindWechat({ body: { code: api.wechat.issueCode(openId) } })
    expect(await bindNow()).toMatchObject({ isWechatBound: true, abilities: { bindWechat: false, unbindWechat: true } })
    expect(await bindNow()).toMatchObject({ isWechatBound: true })
    expect(await api.as(token).accounts.unbindWechat()).toMatchObject({ isWechatBound: false })
    expect(await api.as(token).accounts.unbindWechat()).toMatchObject({ isWechatBound: false })
    expect(await arrive(openId)).toMatchObject({ outcome: 'unbound' })
  })

  it('is one account’s at a time, also when two bind at once', async () => {
    const people = [await registerPerson(api), await registerPerson(api)]
    const openId = nextOpenId()
    const results = await Promise.allSettled(
      people.map(({ token }) => api.as(token).accounts.bindWechat({ body: { code: api.wechat.issueCode(openId) } })),
    )
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
    expect(refused).toEqual(['wechat_already_bound'])
  })

  it('needs a sign-in', async () => {
    const body = { code: api.wechat.issueCode(nextOpenId()) }
    await expect(api.as().accounts.bindWechat({ body })).rejects.toMatchObject({ code: 'not_signed_in' })
  })
})
