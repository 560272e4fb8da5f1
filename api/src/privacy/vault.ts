import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Secrets } from '../secrets'

/** What is protected; part of the authenticated data, so that a phone's ciphertext cannot stand in for an ID number. */
export type SealedField =
  | 'residentId'
  | 'phone'
  | 'email'
  | 'importRow'
  | 'accessToken'
  | 'webhookSecret'
  | 'searchText'

export type Vault = {
  /** AES-256-GCM; the value names its key: `<keyId>.<base64url of nonce, ciphertext and tag>`. */
  seal(field: SealedField, plain: string): string
  /** Throws for a value that was changed or whose key is gone. */
  open(field: SealedField, sealed: string): string
  /** The same text always gives the same index, so that it can be looked up and be unique without being readable. */
  blindIndex(field: SealedField, plain: string): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

export function createVault(secrets: Pick<Secrets, 'dataKeys' | 'indexKey'>): Vault {
  const [current] = secrets.dataKeys
  if (!current) throw new Error('at least one data key is needed')
  const keys = new Map(secrets.dataKeys.map(({ keyId, key }) => [keyId, key]))
  return {
    seal(field, plain) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', current.key, nonce).setAAD(Buffer.from(field))
      const body = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${current.keyId}.${body.toString('base64url')}`
    },
    open(field, sealed) {
      const dot = sealed.indexOf('.')
      const key = keys.get(sealed.slice(0, dot))
      if (!key) throw new Error(`no data key for a sealed ${field}`)
      const body = Buffer.from(sealed.slice(dot + 1), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(field))
        .setAuthTag(body.subarray(-TAG_BYTES))
      return decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
    blindIndex: (field, plain) =>
      createHmac('sha256', secrets.indexKey).update(`${field}\0${plain}`).digest('base64url'),
  }
}
