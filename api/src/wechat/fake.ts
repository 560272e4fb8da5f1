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
  stop(): Promise<void>
}

const MESSAGES: Record<number, string> = {
  [-1]: 'system error',
  40029: 'invalid code',
  40163: 'code been used',
  40226: 'code blocked',
  45011: 'api minute-quota reach limit mustslower retry next minute',
}

const DEVELOPMENT_CODE = /^dev-[\w-]{1,64}$/

/**
 * WeChat's code2Session on the loopback, for tests and development: the same path, JSON, error codes and content type.
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

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback')
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
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

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
