import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const tsx = createRequire(import.meta.url).resolve('tsx')

/** A script of the system as a process of its own, with its data in `directory`, and what it prints. */
export function runScript(
  directory: string,
  script: string,
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
) {
  const child = spawn(process.execPath, ['--import', tsx, script, ...args], {
    cwd: repository,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: directory, LOG_LEVEL: 'warn', ...env },
  })
  const printed = { text: '' }
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed.text += String(chunk)))
  return { child, printed, exited: once(child, 'exit') as Promise<[number | null, string | null]> }
}

/** The address that a started system says it listens at. */
export async function addressOf({ printed }: { readonly printed: { readonly text: string } }): Promise<string> {
  const port = () => /http:\/\/localhost:(\d+)/.exec(printed.text)?.[1]
  await expect.poll(port, { timeout: 90_000, interval: 100 }).toBeTruthy()
  return `http://127.0.0.1:${port()}`
}
