import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '@jijiao/api/db/embedded'
import { readEnvironment } from '@jijiao/config/environment'
import { SLOT_SECONDS } from '@jijiao/shared/attendance'
import { Pool } from 'undici'

/**
 * `npm run bench:check-in`: 500 trainees at once against one session, over several sessions, beside a bare Koa route
 * in the same process. `-- --burst`: 5,000 arrivals in 60 s, 70 % of them in the first 15.
 * Loopback only, bounded; the last line is one JSON object.
 */
const HALL = 500
const ROUNDS = 8
const BURST = 5_000

type Round = {
  readonly tokens: string[]
  readonly codes: string[]
  readonly codesFrom: number
  readonly sessionId: string
}

const directory = await mkdtemp(join(tmpdir(), 'jijiao-bench-'))
const given = readEnvironment().MONGODB_URI
const database = given ? null : await startEmbedded(directory)
const server = fork(
  fileURLToPath(new URL('./server.ts', import.meta.url)),
  [given ?? database?.uri ?? '', `bench_${Date.now()}`],
  {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  },
)
try {
  const { port, barePort } = await answer<{ port: number; barePort: number }>(server)
  const report = process.argv.includes('--burst') ? await burst(port) : await rush(port, barePort)
  console.log(JSON.stringify(report))
} finally {
  server.kill('SIGKILL')
  await database?.stop()
  await rm(directory, { recursive: true, force: true })
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message')
  return message as T
}

async function ask<T>(message: object): Promise<T> {
  const reply = answer<T>(server)
  server.send(message)
  return reply
}

/** Everybody at once: `HALL` connections, each request sent at the same moment. */
async function rush(port: number, barePort: number) {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: HALL, pipelining: 1 })
  const barePool = new Pool(`http://127.0.0.1:${barePort}`, { connections: HALL, pipelining: 1 })
  const latencies: number[] = []
  let elapsed = 0
  let bareElapsed = 0
  let marks = 0
  let apiCpuMs = 0
  for (let index = 0; index <= ROUNDS; index += 1) {
    const isWarmUp = index === 0
    const round = await ask<Round>({ fill: HALL })
    const bare = await fire(barePool, '/', round)
    const before = await ask<{ cpuMs: number }>({ cpu: true })
    const checked = await fire(pool, '/api/v1/check-ins', round)
    const after = await ask<{ cpuMs: number }>({ cpu: true })
    const stored = await ask<{ marks: number }>({ count: round.sessionId })
    if (isWarmUp) continue
    marks += stored.marks
    elapsed += checked.elapsedMs
    apiCpuMs += after.cpuMs - before.cpuMs
    bareElapsed += bare.elapsedMs
    latencies.push(...checked.latencies)
  }
  await Promise.all([pool.close(), barePool.close()])
  const total = HALL * ROUNDS
  const checkInsPerSecond = Math.round((total / elapsed) * 1_000)
  const bareRoutePerSecond = Math.round((total / bareElapsed) * 1_000)
  return {
    checkInsPerSecond,
    bareRoutePerSecond,
    ratio: Number((checkInsPerSecond / bareRoutePerSecond).toFixed(3)),
    ...percentiles(latencies),
    apiCpuMicrosecondsPerCheckIn: Math.round((apiCpuMs * 1_000) / total),
    marks,
    expectedMarks: total,
    database: given ? 'MONGODB_URI' : 'embedded',
  }
}

async function fire(pool: Pool, path: string, round: Round) {
  const latencies: number[] = []
  const startedAt = performance.now()
  await Promise.all(
    round.tokens.map(async (token) => {
      await post(pool, path, token, codeNow(round))
      latencies.push(performance.now() - startedAt)
    }),
  )
  return { elapsedMs: performance.now() - startedAt, latencies }
}

function codeNow({ codes, codesFrom }: Round): string {
  return codes[Math.floor((Date.now() - codesFrom) / (SLOT_SECONDS * 1_000))] ?? ''
}

async function post(pool: Pool, path: string, token: string, code: string) {
  const response = await pool.request({
    method: 'POST',
    path,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ by: 'scan', code }),
  })
  const text = await response.body.text()
  if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}: ${text}`)
}

/** Arrivals by a fixed timetable, whatever the answers take: 70 % evenly in 15 s, the rest in 45 s. */
async function burst(port: number) {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 200, pipelining: 1 })
  const warmUp = await ask<Round>({ fill: HALL })
  await fire(pool, '/api/v1/check-ins', warmUp)
  const round = await ask<Round>({ fill: BURST })
  const early = Math.floor(BURST * 0.7)
  const startedAt = performance.now()
  const latencies: number[] = []
  const arrivals = round.tokens.map(async (token, index) => {
    const dueMs = index < early ? (index / early) * 15_000 : 15_000 + ((index - early) / (BURST - early)) * 45_000
    await new Promise((resolve) => setTimeout(resolve, dueMs))
    const sentAt = performance.now()
    await post(pool, '/api/v1/check-ins', token, codeNow(round))
    latencies.push(performance.now() - sentAt)
  })
  await Promise.all(arrivals)
  const { marks } = await ask<{ marks: number }>({ count: round.sessionId })
  await pool.close()
  return {
    arrivals: BURST,
    seconds: Math.round((performance.now() - startedAt) / 1_000),
    marks,
    ...percentiles(latencies),
  }
}

function percentiles(latencies: number[]) {
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1))
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) }
}
