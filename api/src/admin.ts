import { EnvironmentError, readEnvironment } from '@jijiao/config/environment'
import { administer, USAGE, UsageError } from './administration/commands'
import { pendingFactModel } from './audit'
import { createRevocations, revocationModel } from './auth/revocations'
import { openDatabase } from './db/open'
import { accounts } from './features/accounts'
import { legacy } from './features/legacy'
import { organizations } from './features/organizations'
import { Problem } from './http/problem'
import { createLog } from './observability/log'
import { createVault } from './privacy/vault'
import { loadSecrets } from './secrets'

/** The administrator's command, beside a running system or without one: `npm run admin -- create-unit …`. */
try {
  await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}

async function run(args: readonly string[]) {
  if (args.length === 0 || args.includes('--help')) {
    process.stdout.write(`${USAGE}\n`)
    return
  }
  const env = readEnvironment()
  const database = await openDatabase(env)
  try {
    const db = database.connection
    const clock = { now: () => Date.now() }
    const touched = [
      ...accounts.collections,
      ...organizations.collections,
      ...legacy.collections,
      pendingFactModel,
      revocationModel,
    ]
    for (const collection of touched) await collection.prepare(db)
    const revocations = createRevocations(db, clock.now, createLog(env))
    process.stdout.write(
      `${await administer({ db, clock, revocations, vault: createVault(loadSecrets(env)) }, args)}\n`,
    )
  } finally {
    await database.close()
  }
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${USAGE}`
  if (error instanceof EnvironmentError) return error.message
  if (!(error instanceof Problem)) return error instanceof Error ? (error.stack ?? error.message) : String(error)
  return [error.message, ...(error.options.errors ?? []).map(({ detail }) => `  - ${detail}`)].join('\n')
}
