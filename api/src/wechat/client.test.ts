import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWechatClient, type WechatClient } from '.'
import { type FakeWechat, startFakeWechat } from './fake'

describe("WeChat's code2Session", () => {
  let fake: FakeWechat
  let wechat: WechatClient

  beforeEach(async () => {
    fake = await startFakeWechat()
    wechat = createWechatClient({ api: fake.url, appId: 'app', appSecret: 'secret' })
  })
  afterEach(() => fake.stop())

  it('says who a code stands for, and nothing else', async () => {
    expect(await wechat.identify(fake.issueCode('open-1', 'union-1'))).toEqual({ openId: 'open-1', unionId: 'union-1' })
    expect(await wechat.identify(fake.issueCode('open-2'))).toEqual({ openId: 'open-2', unionId: null })
  })

  it('takes a code once', async () => {
    const code = fake.issueCode('open-1')
    await wechat.identify(code)
    await expect(wechat.identify(code)).rejects.toMatchObject({ code: 'wechat_code_invalid' })
  })

  it('refuses a code that WeChat never gave', async () => {
    await expect(wechat.identify('made-up')).rejects.toMatchObject({ code: 'wechat_code_invalid' })
  })

  it.each([
    [40029, 'wechat_code_invalid'],
    [40163, 'wechat_code_invalid'],
    [40226, 'wechat_blocked'],
    [45011, 'wechat_unavailable'],
    [40013, 'wechat_unavailable'],
  ])('answers error %i with %s at once', async (errcode, code) => {
    fake.failNext(errcode)
    await expect(wechat.identify(fake.issueCode('open-1'))).rejects.toMatchObject({ code })
    expect(fake.calls).toBe(1)
  })

  it('asks again when WeChat is busy', async () => {
    fake.failNext(-1)
    fake.failNext(-1)
    expect(await wechat.identify(fake.issueCode('open-1'))).toMatchObject({ openId: 'open-1' })
    expect(fake.calls).toBe(3)
  })

  it('gives up when WeChat stays busy', async () => {
    for (let call = 0; call < 3; call += 1) fake.failNext(-1)
    await expect(wechat.identify(fake.issueCode('open-1'))).rejects.toMatchObject({ code: 'wechat_unavailable' })
    expect(fake.calls).toBe(3)
  })

  it('knows the same person behind a development code each time', async () => {
    const first = await wechat.identify('dev-chenjing')
    expect(await wechat.identify('dev-chenjing')).toEqual(first)
    expect(await wechat.identify('dev-liming')).not.toEqual(first)
  })

  it('is unavailable, and names no secret, when nothing answers', async () => {
    await fake.stop()
    const refusal: unknown = await wechat.identify('any').catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'wechat_unavailable' })
    expect(JSON.stringify([refusal, String((refusal as Error).stack)])).not.toContain('secret')
  })
})

describe('a WeChat that misbehaves', () => {
  let server: Server
  let reply: string | null

  beforeEach(async () => {
    server = createServer((_request, response) => {
      if (reply !== null) response.end(reply)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  })

  it.each([null, '', '<html>', '[]', '{}', '{"openid":5}', '{"openid":""}'])(
    'is unavailable when it says %j',
    async (text) => {
      reply = text
      const { port } = server.address() as AddressInfo
      const wechat = createWechatClient({ api: `http://127.0.0.1:${port}`, appId: 'a', appSecret: 's', timeoutMs: 300 })
      await expect(wechat.identify('any')).rejects.toMatchObject({ code: 'wechat_unavailable' })
    },
  )
})
