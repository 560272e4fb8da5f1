import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '@jijiao/api/app'
import { connect } from '@jijiao/api/db/connect'
import type { Outside } from '@jijiao/api/deps'
import { createLog } from '@jijiao/api/observability/log'
import { createDevelopmentRealName } from '@jijiao/api/realname'
import type { SmsSender } from '@jijiao/api/sms'
import { createDiskStore } from '@jijiao/api/storage'
import { createWechatClient } from '@jijiao/api/wechat'
import { type FakeWechat, startFakeWechat } from '@jijiao/api/wechat/fake'
import { readEnvironment } from '@jijiao/config/environment'
import { endpoints } from '@jijiao/shared/api'
import type { ApiContract } from '@jijiao/shared/api/contract'
import { type Client, createClient, type FileToSend, type ReceivedFile, type Transport } from '@jijiao/shared/http'
import { inject } from 'vitest'

/** A clock that stands still until a test moves it. */
export type TestClock = { now(): number; advance(milliseconds: number): void; set(instant: number): void }

/** The clock on the wall, for what runs together with a browser. It cannot be moved. */
export const realClock: TestClock = {
  now: () => Date.now(),
  advance: refuseToMove,
  set: refuseToMove,
}

function refuseToMove(): never {
  throw new Error('the real clock cannot be moved')
}

function createStillClock(): TestClock {
  let instant = Date.now()
  return {
    now: () => instant,
    advance: (milliseconds) => {
      instant += milliseconds
    },
    set: (value) => {
      instant = value
    },
  }
}

export type TestApi = {
  readonly app: App
  readonly url: string
  readonly clock: TestClock
  readonly wechat: FakeWechat
  /** Codes "sent" by SMS, newest last. */
  readonly sentCodes: { phone: string; code: string }[]
  /** The typed client of somebody: without a token, a guest. */
  as(accessToken?: string, headers?: Readonly<Record<string, string>>): Client<ApiContract>
  stop(how?: { readonly isDatabaseGone?: boolean }): Promise<void>
}

/** What arrangements need that call the features' own commands: a benchmark has it too. */
export type TestWorld = Pick<TestApi, 'app' | 'clock'>

/** The environment of a test; nobody is told of anything that it has not done, whatever day it is. */
export const testEnvironment = (given: Readonly<Record<string, string>> = {}) =>
  readEnvironment({ NODE_ENV: 'test', LOG_LEVEL: 'error', YEAR_REMINDER_DAYS: 'none', ...given })

/** The real app on a random port, with a database of its own on the run's server; only time and foreign networks differ. */
export async function startTestApi({
  databaseUri,
  clock = createStillClock(),
  ...overrides
}: Partial<Outside> & { readonly databaseUri?: string; readonly clock?: TestClock } = {}): Promise<TestApi> {
  const sentCodes: { phone: string; code: string }[] = []
  const sms: SmsSender = { sendCode: async (phone, code) => void sentCodes.push({ phone, code }) }
  const env = testEnvironment()
  const wechat = await startFakeWechat()
  const db = await connect(databaseUri ?? inject('databaseUri'), `test_${randomUUID().replaceAll('-', '')}`)
  const log = createLog(env)
  const files = await mkdtemp(join(tmpdir(), 'jijiao-files-'))
  const app = createApp({
    env,
    secrets: {
      tokenKey: randomBytes(32),
      checkInKey: randomBytes(32),
      indexKey: randomBytes(32),
      certificateKey: randomBytes(32),
      dataKeys: [{ keyId: 'test', key: randomBytes(32) }],
    },
    db,
    log,
    clock,
    sms,
    realName: createDevelopmentRealName(clock),
    files: createDiskStore(files),
    wechat: createWechatClient({ api: wechat.url, appId: 'test-app', appSecret: 'test-secret' }),
    ...overrides,
  })
  await app.start()
  const server = createServer(app.koa.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    app,
    url,
    clock,
    wechat,
    sentCodes,
    as: (accessToken, headers) => createClient<ApiContract>(endpoints, fetchTransport(url, accessToken, headers)),
    async stop({ isDatabaseGone = false } = {}) {
      await closeServer(server)
      await app.stop()
      if (!isDatabaseGone) await db.dropDatabase()
      await db.close(isDatabaseGone)
      await wechat.stop()
      await rm(files, { recursive: true, force: true })
    },
  }
}

async function closeServer(server: Server) {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}

function formOf({ name, source }: FileToSend): FormData {
  if (!(source instanceof Blob)) throw new Error('a test sends blobs')
  const form = new FormData()
  form.set('file', source, name)
  return form
}

async function receivedFile(response: Response) {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '') ?? []
  const [, plain] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
  const body: ReceivedFile = {
    name: encoded ? decodeURIComponent(encoded) : (plain ?? ''),
    type: response.headers.get('content-type') ?? '',
    content: new Uint8Array(await response.arrayBuffer()),
  }
  return { status: response.status, headers: Object.fromEntries(response.headers), body }
}

export function fetchTransport(
  url: string,
  accessToken?: string,
  extraHeaders: Readonly<Record<string, string>> = {},
): Transport {
  return async (request) => {
    const headers: Record<string, string> = { ...extraHeaders, ...request.headers }
    if (accessToken) headers.authorization = `Bearer ${accessToken}`
    if (request.body !== undefined) headers['content-type'] = 'application/json'
    const body = request.file ? formOf(request.file) : request.body === undefined ? null : JSON.stringify(request.body)
    const response = await fetch(`${url}/api/v1${request.url}`, { method: request.method, headers, body })
    const isFile = request.givesFile || response.headers.has('content-disposition')
    if (isFile && response.ok) return receivedFile(response)
    const text = await response.text()
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: text ? JSON.parse(text) : undefined,
    }
  }
}
