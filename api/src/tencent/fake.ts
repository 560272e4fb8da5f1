import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type TencentKeys, tencentAuthorization } from './signature'

export type FakeTencent = {
  readonly url: string
  /** Text messages that went out, oldest first. */
  readonly texted: readonly { readonly phone: string; readonly values: readonly string[] }[]
  /** The next call is refused with this code of Tencent's. */
  failNext(code: string): void
  stop(): Promise<void>
}

type Answers = {
  /** Whether name and number belong together, as the provider sees it; `-5` when it knows nobody of that number. */
  readonly verify?: (name: string, residentId: string) => '0' | '-1' | '-5'
}

const CLOCK_TOLERANCE_S = 300

/** Tencent Cloud's SMS and faceid on the loopback, for tests: it signs each request again and refuses another signature. */
export async function startFakeTencent(keys: TencentKeys, { verify = () => '0' }: Answers = {}): Promise<FakeTencent> {
  const texted: { phone: string; values: readonly string[] }[] = []
  const failures: string[] = []

  function authorize(request: IncomingMessage, body: string): string | null {
    const header = (name: string) => String(request.headers[name] ?? '')
    const given = header('authorization')
    const service = /\/([a-z]+)\/tc3_request/.exec(given)?.[1] ?? ''
    const timestamp = Number(header('x-tc-timestamp'))
    if (Math.abs(Date.now() / 1_000 - timestamp) > CLOCK_TOLERANCE_S) return 'AuthFailure.SignatureExpire'
    const names = /SignedHeaders=([^,]+)/.exec(given)?.[1]?.split(';') ?? []
    if (!names.includes('host') || !names.includes('content-type')) return 'AuthFailure.SignatureFailure'
    const headers = Object.fromEntries(names.filter((name) => name !== 'host').map((name) => [name, header(name)]))
    const expected = tencentAuthorization(keys, { service, host: header('host'), headers, body, timestamp })
    return given === expected ? null : 'AuthFailure.SignatureFailure'
  }

  function perform(action: string, input: Record<string, unknown>): Record<string, unknown> {
    if (action === 'SendSms') {
      const phone = String((input.PhoneNumberSet as string[])[0])
      texted.push({ phone, values: input.TemplateParamSet as string[] })
      return { SendStatusSet: [{ PhoneNumber: phone, Code: 'Ok', Message: 'send success', Fee: 1 }] }
    }
    if (action === 'IdCardVerification') return { Result: verify(String(input.Name), String(input.IdCard)) }
    return { Error: { Code: 'InvalidAction', Message: 'no such action' } }
  }

  const server = createServer(async (request, response) => {
    const body = await text(request)
    const code = authorize(request, body) ?? failures.shift()
    const answered = code
      ? { Error: { Code: code, Message: 'refused' } }
      : perform(String(request.headers['x-tc-action']), JSON.parse(body) as Record<string, unknown>)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ Response: { ...answered, RequestId: 'fake' } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texted,
    failNext: (code) => void failures.push(code),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
