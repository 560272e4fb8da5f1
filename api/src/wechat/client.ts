import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { Problem } from '../http/problem'

export type WechatIdentity = { readonly openId: string; readonly unionId: string | null }

export type WechatClient = {
  /** Exchanges the code of `wx.login` (valid once, five minutes). `session_key` never leaves this module. */
  identify(code: string): Promise<WechatIdentity>
  /** The key to WeChat's other services. All processes share one; `isFresh` ends the one before. */
  issueAccessToken(how?: { readonly isFresh?: boolean }): Promise<AccessToken>
  sendSubscribeMessage(token: string, message: SubscribeMessage): Promise<SubscribeOutcome>
}

export type AccessToken = { readonly token: string; readonly expiresInSeconds: number }

export type SubscribeMessage = {
  readonly toOpenId: string
  readonly templateId: string
  /** Where a tap opens the mini-program. */
  readonly page: string
  readonly data: Readonly<Record<string, string>>
}

/** `busy` is worth another try, `tokenEnded` one with a new token; the others are answers. */
export type SubscribeOutcome = 'sent' | 'refused' | 'undeliverable' | 'tokenEnded' | 'busy'

type WechatSettings = {
  /** `https://api.weixin.qq.com`, or a loopback server that speaks as it does. */
  readonly api: string
  readonly appId: string
  readonly appSecret: string
  readonly timeoutMs?: number
}

/** What code2Session says; everything else in it, `session_key` above all, is dropped here. */
const answer = z.object({
  errcode: z.number().optional(),
  openid: z.string().min(1).max(64).optional(),
  unionid: z.string().min(1).max(64).optional(),
})

const BUSY = -1
const ATTEMPTS = 3
const RETRY_MS = { from: 100, to: 400 }

/** Codes that WeChat documents for `GET /sns/jscode2session`; what is not listed is a fault of ours or of WeChat's. */
const REFUSALS = new Map([
  [40029, 'wechat_code_invalid'],
  [40163, 'wechat_code_invalid'],
  [40226, 'wechat_blocked'],
] as const)

const tokenAnswer = z.object({ access_token: z.string().min(1).max(1_024), expires_in: z.int().positive() })
const sendAnswer = z.object({ errcode: z.int() })

const OUTCOMES: ReadonlyMap<number, SubscribeOutcome> = new Map([
  [0, 'sent'],
  [43101, 'refused'],
  [40001, 'tokenEnded'],
  [40014, 'tokenEnded'],
  [42001, 'tokenEnded'],
  [-1, 'busy'],
  [45009, 'busy'],
])

/** The real client of WeChat. Throws `Problem`s only; none of them carries the secret, a token or the code. */
export function createWechatClient({ api, appId, appSecret, timeoutMs = 3_000 }: WechatSettings): WechatClient {
  async function ask(code: string) {
    const url = new URL('/sns/jscode2session', api)
    url.search = new URLSearchParams({
      appid: appId,
      secret: appSecret,
      js_code: code,
      grant_type: 'authorization_code',
    }).toString()
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
      // WeChat answers its JSON as text/plain, and errors with status 200.
      return answer.parse(JSON.parse(await response.text()))
    } catch {
      // The error's text can hold the address and with it the secret.
      throw new Problem('wechat_unavailable')
    }
  }

  async function post(path: string, query: Readonly<Record<string, string>>, body: unknown): Promise<unknown> {
    const url = new URL(path, api)
    url.search = new URLSearchParams(query).toString()
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      })
      return JSON.parse(await response.text())
    } catch {
      throw new Problem('wechat_unavailable')
    }
  }

  return {
    async issueAccessToken({ isFresh = false } = {}) {
      const body = { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: isFresh }
      const answered = tokenAnswer.safeParse(await post('/cgi-bin/stable_token', {}, body))
      if (!answered.success) throw new Problem('wechat_unavailable')
      return { token: answered.data.access_token, expiresInSeconds: answered.data.expires_in }
    },
    async sendSubscribeMessage(token, { toOpenId, templateId, page, data }) {
      const values = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value }]))
      const body = { touser: toOpenId, template_id: templateId, page, data: values, lang: 'zh_CN' }
      const query = { access_token: token }
      const answered = sendAnswer.safeParse(await post('/cgi-bin/message/subscribe/send', query, body))
      if (!answered.success) return 'busy'
      return OUTCOMES.get(answered.data.errcode) ?? 'undeliverable'
    },
    async identify(code) {
      for (let attempt = 1; ; attempt += 1) {
        const { errcode = 0, openid, unionid } = await ask(code)
        if (errcode === 0 && openid) return { openId: openid, unionId: unionid ?? null }
        const refusal = REFUSALS.get(errcode as never)
        if (refusal) throw new Problem(refusal)
        if (errcode !== BUSY || attempt === ATTEMPTS) throw new Problem('wechat_unavailable')
        await delay(randomInt(RETRY_MS.from, RETRY_MS.to) * attempt)
      }
    },
  }
}
