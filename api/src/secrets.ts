import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '@jijiao/config/environment'

export type Secrets = {
  readonly tokenKey: Buffer
  readonly checkInKey: Buffer
  readonly indexKey: Buffer
  readonly dataKeys: readonly { readonly keyId: string; readonly key: Buffer }[]
}

type StoredSecrets = { tokenKey: string; checkInKey: string; indexKey: string; dataKey: string }

/**
 * Keys from the environment; production has them all (the environment's schema insists). Elsewhere the missing ones are
 * generated once and kept beside the data they protect, so that a restart can still read it.
 */
export function loadSecrets(env: Environment): Secrets {
  const { TOKEN_KEY, CHECK_IN_KEY, INDEX_KEY, DATA_KEYS } = env
  if (TOKEN_KEY && CHECK_IN_KEY && INDEX_KEY && DATA_KEYS) {
    return { tokenKey: TOKEN_KEY, checkInKey: CHECK_IN_KEY, indexKey: INDEX_KEY, dataKeys: DATA_KEYS }
  }
  const stored = readOrGenerate(env.DATA_DIR)
  return {
    tokenKey: TOKEN_KEY ?? Buffer.from(stored.tokenKey, 'base64'),
    checkInKey: CHECK_IN_KEY ?? Buffer.from(stored.checkInKey, 'base64'),
    indexKey: INDEX_KEY ?? Buffer.from(stored.indexKey, 'base64'),
    dataKeys: DATA_KEYS ?? [{ keyId: 'local', key: Buffer.from(stored.dataKey, 'base64') }],
  }
}

function readOrGenerate(directory: string): StoredSecrets {
  const path = join(directory, 'secrets.json')
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as StoredSecrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const generate = () => randomBytes(32).toString('base64')
  const secrets = { tokenKey: generate(), checkInKey: generate(), indexKey: generate(), dataKey: generate() }
  mkdirSync(directory, { recursive: true })
  writeFileSync(path, JSON.stringify(secrets), { mode: 0o600, flag: 'wx' })
  return secrets
}
