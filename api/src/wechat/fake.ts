import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type FakeWechat = {
  readonly url: string
  /** How often code2Session was asked. */
  readonly calls: number
  /** A code as `wx.login` would give it to this person's phone; good once. */
  issueCode(openId: string, unionId?: string): string
  /** The next call answers with this error of WeChat's; repeat for several calls. */
  failNext(errcode: number): void
  /** Subscribe messages that reached a phone, oldest first. */
  readonly delivered: readonly DeliveredMessage[]
  /** The person agreed to one message of this template, as `requestSubscribeMessage` would tell WeChat. */
  consent(openId: string, templateId: string): void
  /** The next subscribe message is answered with this error. */
  failNextSend(errcode: number): void
  /** How often an access token was asked for. */
  readonly tokensIssued: number
  stop(): Promise<void>
}

export type DeliveredMessage = {
  readonly openId: string
  readonly templateId: string
  readonly page: string
  readonly data: Readonly<Record<string, { readonly value: string }>>
}

const MESSAGES: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40029: 'invalid code',
  40163: 'code been used',
  40226: 'code blocked',
  43101: 'user refuse to accept the msg',
  45011: 'api minute-quota reach limit mustslower retry next minute',
}

const DEVELOPMENT_CODE = /^dev-[\w-]{1,64}$/

/**
 * WeChat on the loopback, for tests and development: the same paths, JSON, error codes and content type. It delivers a
 * subscribe message only for a consent, as WeChat does.
 * Codes of the form `dev-<anything>` stand for the same person each time, so that browsers and the developer tools,
 * which have no WeChat behind them, can sign in too.
 */
export async function startFakeWechat({ port = 0 }: { port?: number } = {}): Promise<FakeWechat> {
  const codes = new Map<string, { openId: string; unionId: string | null; isUsed: boolean }>()
  const failures: number[] = []
  let calls = 0

  function exchange(query: URLSearchParams): Record<string, unknown> {
    const failure = failures.shift()
    if (failure !== undefined) return refuse(failure)
    if (!query.get('appid') || !query.get('secret')) return refuse(40013, 'invalid appid')
    if (query.get('grant_type') !== 'authorization_code') return refuse(40002, 'invalid grant_type')
    const code = query.get('js_code') ?? ''
    if (DEVELOPMENT_CODE.test(code)) return identity(developmentOpenId(code), null)
    const issued = codes.get(code)
    if (!issued) return refuse(40029)
    if (issued.isUsed) return refuse(40163)
    issued.isUsed = true
    return identity(issued.openId, issued.unionId)
  }

  const consents = new Map<string, number>()
  const sendFailures: number[] = []
  const delivered: DeliveredMessage[] = []
  let accessToken = ''
  let tokensIssued = 0

  function issueToken(body: TokenRequest): Record<string, unknown> {
    if (body.grant_type !== 'client_credential' || !body.appid || !body.secret) return refuse(40013, 'invalid appid')
    tokensIssued += 1
    if (!accessToken || body.force_refresh) accessToken = randomBytes(32).toString('hex')
    return { access_token: accessToken, expires_in: 7_200 }
  }

  function send(token: string | null, message: SendRequest): Record<string, unknown> {
    const failure = sendFailures.shift()
    if (failure !== undefined) return refuse(failure)
    if (!token || token !== accessToken) return refuse(40001)
    const key = `${message.touser} ${message.template_id}`
    const left = consents.get(key) ?? 0
    if (left === 0) return refuse(43101)
    consents.set(key, left - 1)
    const { touser: openId, template_id: templateId, page, data } = message
    delivered.push({ openId, templateId, page, data })
    return { errcode: 0, errmsg: 'ok' }
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback')
    if (request.method === 'POST') {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => void chunks.push(chunk))
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as TokenRequest & SendRequest
        const isToken = url.pathname === '/cgi-bin/stable_token'
        const answered = isToken ? issueToken(body) : send(url.searchParams.get('access_token'), body)
        response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(answered))
      })
      return
    }
    if (request.method !== 'GET' || url.pathname !== '/sns/jscode2session') {
      response.writeHead(404).end()
      return
    }
    calls += 1
    response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(exchange(url.searchParams)))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get calls() {
      return calls
    },
    issueCode(openId, unionId) {
      const code = randomBytes(16).toString('hex')
      codes.set(code, { openId, unionId: unionId ?? null, isUsed: false })
      return code
    },
    failNext: (errcode) => void failures.push(errcode),
    delivered,
    consent(openId, templateId) {
      const key = `${openId} ${templateId}`
      consents.set(key, (consents.get(key) ?? 0) + 1)
    },
    failNextSend: (errcode) => void sendFailures.push(errcode),
    get tokensIssued() {
      return tokensIssued
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

type TokenRequest = { grant_type?: string; appid?: string; secret?: string; force_refresh?: boolean }
type SendRequest = { touser: string; template_id: string; page: string; data: DeliveredMessage['data'] }

const refuse = (errcode: number, message = MESSAGES[errcode] ?? 'error') => ({
  errcode,
  errmsg: `${message}, rid: ${randomBytes(12).toString('hex')}`,
})

const identity = (openId: string, unionId: string | null) => ({
  session_key: randomBytes(16).toString('base64'),
  openid: openId,
  ...(unionId === null ? {} : { unionid: unionId }),
})

const developmentOpenId = (code: string) => `dev${createHash('sha256').update(code).digest('base64url').slice(0, 25)}`
