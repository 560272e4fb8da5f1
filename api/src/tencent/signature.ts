import { createHash, createHmac } from 'node:crypto'

export type TencentKeys = { readonly secretId: string; readonly secretKey: string }

type Signed = {
  readonly service: string
  readonly host: string
  /** The headers that are signed, names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Epoch seconds. */
  readonly timestamp: number
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** The `Authorization` of Tencent Cloud's API 3.0 (TC3-HMAC-SHA256) for a POST to `/`. */
export function tencentAuthorization(
  { secretId, secretKey }: TencentKeys,
  { service, host, headers, body, timestamp }: Signed,
): string {
  const signed = Object.entries({ ...headers, host }).sort(([a], [b]) => (a < b ? -1 : 1))
  const names = signed.map(([name]) => name).join(';')
  const lines = signed.map(([name, value]) => `${name}:${value.trim().toLowerCase()}\n`).join('')
  const canonical = ['POST', '/', '', lines, names, sha256(body)].join('\n')
  const date = new Date(timestamp * 1_000).toISOString().slice(0, 10)
  const scope = `${date}/${service}/tc3_request`
  const toSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
  const signature = hmac(key, toSign).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${names}, Signature=${signature}`
}
