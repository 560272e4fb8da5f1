import { createHmac, randomBytes } from 'node:crypto'
import type { Vault } from '../../privacy/vault'
import type { Webhook } from './webhook.model'

export const newSecret = () => `whsec_${randomBytes(32).toString('base64url')}`

type Signed = { readonly id: string; readonly body: string; readonly at: Date }

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA256 over `<t>.<delivery id>.<body>`, once for each secret in force, so that a receiver
 * can change over without missing anything. The time lets it refuse what was recorded and sent again.
 */
export function signatureHeader(vault: Vault, secrets: Webhook['secrets'], { id, body, at }: Signed): string {
  const seconds = Math.floor(at.getTime() / 1_000)
  const signatures = secrets
    .filter(({ endsAt }) => endsAt === null || endsAt > at)
    .map(({ sealed }) => vault.open('webhookSecret', sealed))
    .map((secret) => `v1=${createHmac('sha256', secret).update(`${seconds}.${id}.${body}`).digest('hex')}`)
  return [`t=${seconds}`, ...signatures].join(',')
}
