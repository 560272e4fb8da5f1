import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endpoints } from '@jijiao/shared/api'
import type { ApiContract } from '@jijiao/shared/api/contract'
import { createClient } from '@jijiao/shared/http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchTransport } from '../support/api'
import { addressOf, runScript } from '../support/process'

const children: ChildProcess[] = []
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jijiao-process-'))
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(directory, { recursive: true, force: true })
})

function run(script: string, env: Readonly<Record<string, string>>, ...args: string[]) {
  const started = runScript(directory, script, env, ...args)
  children.push(started.child)
  return started
}

async function start() {
  const system = run('api/src/main.ts', { PORT: '0', HOST: '127.0.0.1' })
  const url = await addressOf(system)
  return {
    ...system,
    url,
    client: (token?: string) => createClient<ApiContract>(endpoints, fetchTransport(url, token)),
  }
}

const demoSignIn = { userName: 'trainee05', password: 'Jijiao2580', noticeVersion: '' }

describe('the system as a process', () => {
  it('starts on an empty folder with the demo world, stops cleanly, and starts again with everything in place', async () => {
    const first = await start()
    expect(first.printed.text).toContain('trainee01')
    const { version: noticeVersion } = await first.client().accounts.notice()
    const { accessToken } = await first.client().accounts.signIn({ body: { ...demoSignIn, noticeVersion } })
    const [session] = (await first.client(accessToken).attendance.listMySessions({ query: { state: 'open' } })).data
    expect(session?.mark).toBeNull()

    const verified = run('api/src/audit-verify.ts', {})
    expect(await verified.exited).toEqual([0, null])
    expect(verified.printed.text).toContain('审计日志完好')

    first.child.kill('SIGTERM')
    expect(await first.exited).toEqual([0, null])

    const second = await start()
    const again = await second.client().accounts.signIn({ body: { ...demoSignIn, noticeVersion } })
    const sessions = await second.client(again.accessToken).attendance.listMySessions({ query: { state: 'open' } })
    expect(sessions.data.map(({ id }) => id)).toEqual([session?.id])
    second.child.kill('SIGINT')
    expect(await second.exited).toEqual([0, null])
  }, 240_000)

  it('ends and says what to do when its port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo
    const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: join(directory, 'second'), DEMO: 'false' }
    const { exited, printed } = run('api/src/main.ts', env)
    expect(await exited).toEqual([1, null])
    expect(printed.text).toContain('端口已被占用')
    holder.close()
  }, 90_000)

  it('refuses to start in production without what production needs, and names all of it', async () => {
    const { exited, printed } = run('api/src/main.ts', { NODE_ENV: 'production', DEMO: 'true', PORT: 'x' })
    expect((await exited)[0]).toBe(1)
    for (const name of ['PORT', 'MONGODB_URI', 'TOKEN_KEY', 'DATA_KEYS', 'SMS_APP_ID', 'WECHAT_APP_ID', 'DEMO'])
      expect(printed.text).toContain(name)
  }, 60_000)
})
