import { z } from 'zod'
import { type TencentKeys, tencentAuthorization } from './signature'

export type TencentSettings = TencentKeys & {
  /** `https://sms.tencentcloudapi.com`, or a loopback server that speaks as it does. */
  readonly api: string
  readonly clock: { now(): number }
  readonly timeoutMs?: number
}

type Action = {
  readonly service: string
  readonly action: string
  readonly version: string
  readonly region?: string
}

const CONTENT_TYPE = 'application/json; charset=utf-8'

const envelope = z.object({
  Response: z.looseObject({ Error: z.object({ Code: z.string() }).optional() }),
})

/** The provider refused, or could not be reached. The code is Tencent's; nothing of the request is in it. */
export class TencentError extends Error {
  constructor(readonly code: string) {
    super(`Tencent Cloud answered ${code}`)
    this.name = 'TencentError'
  }
}

/** One call of Tencent Cloud's API 3.0; answers what is inside `Response`. */
export async function callTencent(
  { api, clock, timeoutMs = 5_000, ...keys }: TencentSettings,
  { service, action, version, region }: Action,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { host } = new URL(api)
  const body = JSON.stringify(input)
  const timestamp = Math.floor(clock.now() / 1_000)
  const signed = { 'content-type': CONTENT_TYPE, 'x-tc-action': action }
  const authorization = tencentAuthorization(keys, { service, host, headers: signed, body, timestamp })
  const headers = {
    ...signed,
    authorization,
    'x-tc-version': version,
    'x-tc-timestamp': String(timestamp),
    ...(region && { 'x-tc-region': region }),
  }
  let text: string
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const response = await fetch(api, { method: 'POST', headers, body, signal, redirect: 'error' })
    text = await response.text()
  } catch {
    throw new TencentError('Unreachable')
  }
  const answered = readEnvelope(text)
  if (answered.Error) throw new TencentError(answered.Error.Code)
  return answered
}

function readEnvelope(text: string) {
  try {
    return envelope.parse(JSON.parse(text)).Response
  } catch {
    throw new TencentError('Unreadable')
  }
}
