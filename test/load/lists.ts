import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@jijiao/api/db/embedded'
import { readEnvironment } from '@jijiao/config/environment'
import mongoose from 'mongoose'
import { createBenchApp } from './app'
import { fillUnit, type ListWorld } from './lists-world'
import { peakMiB } from './memory'

/**
 * `npm run bench:lists`: the lists of a unit with 100,000 trainees, 20,000 things that wait for it, its classes and
 * somebody's messages, each page and search
 * asked for repeatedly over HTTP, and how the database answers the very queries that were sent (`explain`). Ends with 1
 * when a list reads a whole collection. `-- 1000` for another number of trainees.
 */
const TRAINEES = Number(process.argv[2] ?? 100_000)
const REQUESTS = Math.ceil(TRAINEES / 10)
/** Of fewer the 95th percentile is the luck of three. */
const ROUNDS = 200
const AT_ONCE = 4

type Command = { readonly find?: string; readonly filter?: object } & Record<string, unknown>

const directory = await mkdtemp(join(tmpdir(), 'jijiao-bench-'))
const given = readEnvironment().MONGODB_URI
const database = given ? null : await startEmbedded(directory)
const uri = given ?? database?.uri ?? ''
const connection = mongoose.createConnection(uri, {
  dbName: `bench_lists_${randomBytes(4).toString('hex')}`,
  autoIndex: false,
  autoCreate: false,
  maxPoolSize: 20,
  monitorCommands: true,
})
connection.set('sanitizeFilter', true)
const db = await connection.asPromise()
const app = createBenchApp(uri, db)
await app.start()
const server = createServer(app.koa.callback())
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`

try {
  const startedAt = performance.now()
  const world = await fillUnit(app, { trainees: TRAINEES, requests: REQUESTS })
  console.log(`${TRAINEES} trainees, ${REQUESTS} requests, filled in ${seconds(startedAt)} s`)
  const rows = []
  for (const list of lists(world)) rows.push(await measure(list))
  console.table(rows)
  console.log(`peak memory: ${peakMiB()} MiB`)
  if (rows.some(({ plan }) => plan.includes('COLLSCAN'))) process.exitCode = 1
} finally {
  await db.dropDatabase()
  await app.stop()
  server.closeAllConnections()
  server.close()
  await db.close()
  await database?.stop()
  await rm(directory, { recursive: true, force: true })
}

type List = {
  readonly name: string
  readonly path: string
  readonly token: () => string
  readonly pages?: number
  /** Fewer where each is the same person's: requests are limited by account. */
  readonly rounds?: number
}

function lists({ unitId, authorityId, readerId, somebody }: ListWorld): List[] {
  const unit = () => tokenFor(unitId, 'unit')
  const reader = () => tokenFor(unitId, 'unit', readerId)
  const authority = () => tokenFor(authorityId, 'hrAuthority')
  const search = (path: string, q: string) => `${path}${path.includes('?') ? '&' : '?'}q=${encodeURIComponent(q)}`
  const last = [...somebody.name].slice(1).join('')
  return [
    { name: 'trainees, pages 1 to 10', path: '/trainees', token: unit, pages: 10 },
    { name: 'trainees, surname 张', path: search('/trainees', '张'), token: unit, pages: 3 },
    { name: 'trainees, whole name', path: search('/trainees', somebody.name), token: unit },
    { name: 'trainees, given name', path: search('/trainees', last), token: unit },
    { name: 'trainees, pinyin zhang', path: search('/trainees', 'zhang'), token: unit, pages: 3 },
    { name: 'trainees, initials zw', path: search('/trainees', 'zw'), token: unit, pages: 3 },
    { name: 'trainees, ID number', path: search('/trainees', somebody.residentId), token: unit },
    { name: 'trainees, phone', path: search('/trainees', somebody.phone), token: unit },
    { name: 'trainees, nobody', path: search('/trainees', '龘'), token: unit },
    { name: 'requests, pages 1 to 10', path: '/affiliations', token: unit, pages: 10 },
    { name: 'requests, surname 张', path: search('/affiliations', '张'), token: unit },
    { name: 'requests, pinyin zhang', path: search('/affiliations', 'zhang'), token: unit },
    { name: 'requests, nobody', path: search('/affiliations', '龘'), token: unit },
    { name: 'to-do, pages 1 to 10', path: '/approvals', token: unit, pages: 10 },
    { name: 'to-do, leave alone', path: '/approvals?kind=leaveRequest', token: unit, pages: 3 },
    { name: 'to-do, handed over', path: '/approvals?mine=true', token: unit },
    { name: 'classes, pages 1 to 10', path: '/classes', token: unit, pages: 10 },
    { name: 'classes, open in 2025', path: '/classes?state=open&year=2025', token: unit, pages: 3 },
    { name: 'classes, public ones', path: '/classes?category=public', token: unit, pages: 3 },
    { name: 'classes, by name', path: search('/classes', '项目管理第2'), token: unit },
    { name: 'classes, of the region', path: '/classes', token: authority, pages: 3 },
    { name: 'messages, pages 1 to 10', path: '/messages', token: reader, pages: 10, rounds: 60 },
    { name: 'messages, unread', path: '/messages?isUnread=true', token: reader, pages: 3, rounds: 30 },
    { name: 'region, pages 1 to 10', path: '/trainees', token: authority, pages: 10 },
    { name: 'region, whole name', path: search('/trainees', somebody.name), token: authority },
    { name: 'region, ID number', path: search('/trainees', somebody.residentId), token: authority },
  ]
}

/** Each time somebody else's, unless it is said whose: requests are limited by account. */
function tokenFor(organizationId: string, kind: 'unit' | 'hrAuthority', accountId = newId()): string {
  return app.deps.tokens.sign({
    accountId,
    sessionId: newId(),
    isRealName: true,
    traineeId: null,
    actingAs: { organizationId, operatorId: newId(), kind, grants: ['operate', 'decide'], needsRoleApplication: false },
  })
}

function newId(): string {
  return randomBytes(12).toString('hex')
}

async function measure({ name, path, token, pages = 1, rounds = ROUNDS }: List) {
  const addresses = [path]
  const get = async (address: string) => {
    const response = await fetch(`${base}${address}`, { headers: { authorization: `Bearer ${token()}` } })
    const page = (await response.json()) as { data: unknown[]; nextCursor: string | null }
    if (!response.ok) throw new Error(`${address}: ${JSON.stringify(page)}`)
    return page
  }
  let found = 0
  const commands = await sentDuring(async () => {
    for (let at = 0; at < pages; at += 1) {
      const { data, nextCursor } = await get(addresses[at] ?? path)
      found += data.length
      if (nextCursor === null) break
      addresses.push(`${path}${path.includes('?') ? '&' : '?'}cursor=${nextCursor}`)
    }
  })
  const times: number[] = []
  let round = 0
  const client = async () => {
    while (round < rounds) {
      const address = addresses[round % Math.min(addresses.length, pages)] ?? path
      round += 1
      const startedAt = performance.now()
      await get(address)
      times.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, client))
  times.sort((one, other) => one - other)
  const at = (share: number) => Math.round((times[Math.ceil(times.length * share) - 1] ?? 0) * 10) / 10
  return { list: name, found, 'p50 ms': at(0.5), 'p95 ms': at(0.95), ...(await explained(commands)) }
}

/** The finds that the server sends while something is done. */
async function sentDuring(act: () => Promise<void>): Promise<Command[]> {
  const commands: Command[] = []
  const listener = ({ commandName, command }: { commandName: string; command: object }) => {
    if (commandName === 'find') commands.push(command as Command)
  }
  db.getClient().on('commandStarted', listener)
  await act()
  db.getClient().off('commandStarted', listener)
  return commands
}

/** The worst that one of them reads, and by which indexes. */
async function explained(commands: readonly Command[]) {
  const stages = new Set<string>()
  let examined = 0
  for (const { find, filter, sort, limit, projection } of commands) {
    const query = {
      find,
      filter,
      ...(sort ? { sort } : {}),
      ...(limit ? { limit } : {}),
      ...(projection ? { projection } : {}),
    }
    const plan = await db.db?.command({ explain: query, verbosity: 'executionStats' })
    const text = JSON.stringify(plan?.queryPlanner?.winningPlan)
    for (const [, stage] of text.matchAll(/"stage":"(COLLSCAN|SORT)"/g)) stages.add(`${stage} ${find}`)
    for (const [, index] of text.matchAll(/"indexName":"([^"]+)"/g)) {
      if (find === 'affiliations') stages.add(String(index))
    }
    examined = Math.max(examined, Number(plan?.executionStats?.totalDocsExamined ?? 0))
  }
  return { 'most read': examined, plan: [...stages].join(', ') }
}

function seconds(startedAt: number) {
  return Math.round((performance.now() - startedAt) / 100) / 10
}
