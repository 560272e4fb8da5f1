import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '@jijiao/config/environment'

export type Secrets = {
  readonly tokenKey: Buffer
  readonly checkInKey: Buffer
  readonly indexKey: Buffer
  /** The Ed25519 seed that signs certificates. */
  readonly certificateKey: Buffer
  readonly dataKeys: readonly { readonly keyId: string; readonly key: Buffer }[]
}

const STORED = ['tokenKey', 'checkInKey', 'indexKey', 'certificateKey', 'dataKey'] as const
type StoredSecrets = Readonly<Record<(typeof STORED)[number], string>>

/**
 * Keys from the environment; production has them all (the environment's schema insists). Elsewhere the missing ones are
 * generated once and kept beside the data they protect, so that a restart can still read it.
 */
export function loadSecrets(env: Environment): Secrets {
  const { TOKEN_KEY, CHECK_IN_KEY, INDEX_KEY, CERTIFICATE_KEY, DATA_KEYS } = env
  if (TOKEN_KEY && CHECK_IN_KEY && INDEX_KEY && CERTIFICATE_KEY && DATA_KEYS) {
    return {
      tokenKey: TOKEN_KEY,
      checkInKey: CHECK_IN_KEY,
      indexKey: INDEX_KEY,
      certificateKey: CERTIFICATE_KEY,
      dataKeys: DATA_KEYS,
    }
  }
  const stored = readOrGenerate(env.DATA_DIR)
  const own = (name: (typeof STORED)[number]) => Buffer.from(stored[name], 'base64')
  return {
    tokenKey: TOKEN_KEY ?? own('tokenKey'),
    checkInKey: CHECK_IN_KEY ?? own('checkInKey'),
    indexKey: INDEX_KEY ?? own('indexKey'),
    certificateKey: CERTIFICATE_KEY ?? own('certificateKey'),
    dataKeys: DATA_KEYS ?? [{ keyId: 'local', key: own('dataKey') }],
  }
}

/** A file of an earlier version lacks the keys that came later: they are added, the others stay. */
function readOrGenerate(directory: string): StoredSecrets {
  const path = join(directory, 'secrets.json')
  const found = readStored(path)
  const missing = STORED.filter((name) => found?.[name] === undefined)
  const generated = Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString('base64')]))
  const secrets = { ...generated, ...found } as StoredSecrets
  if (missing.length > 0) {
    mkdirSync(directory, { recursive: true })
    // Not over a file that another process has begun meanwhile.
    writeFileSync(path, JSON.stringify(secrets), { mode: 0o600, flag: found ? 'w' : 'wx' })
  }
  return secrets
}

function readStored(path: string): Partial<StoredSecrets> | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<StoredSecrets>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return null
  }
}
