import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { Problem } from '../http/problem'

export type WechatIdentity = { readonly openId: string; readonly unionId: string | null }

export type WechatClient = {
  /** Exchanges the code of `wx.login` (valid once, five minutes). `session_key` never leaves this module. */
  identify(code: string): Promise<WechatIdentity>
}

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

/** The real client of WeChat's code2Session. Throws `Problem`s only; none of them carries the secret or the code. */
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

  return {
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
