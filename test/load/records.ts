import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '@jijiao/api/app'
import { connect } from '@jijiao/api/db/connect'
import { startEmbedded } from '@jijiao/api/db/embedded'
import { createBenchApp } from './app'
import { peakMiB } from './memory'
import { fillRecords, type RecordStage } from './records-world'

/**
 * `npm run bench:records`: lists and searches of credit records over a million of them (`-- --records N` for another
 * number), over HTTP on the embedded database: the first page, a page from the middle, and each search. Every query
 * that was sent is explained, and one that scans a collection fails the run. The last line is one JSON object.
 */
const ROUNDS = 40
const flag = process.argv.indexOf('--records')
const records = flag === -1 ? 1_000_000 : Number(process.argv[flag + 1])

const directory = await mkdtemp(join(tmpdir(), 'jijiao-bench-'))
const database = await startEmbedded(directory)
// Building an index over a million documents answers nobody meanwhile, the monitor of the connection included.
const uri = `${database.uri}&connectTimeoutMS=600000&serverSelectionTimeoutMS=600000`
const db = await connect(uri, 'bench')
const app = createBenchApp(uri, db)
try {
  const stage = await timed('loading', () => fillRecords(app, records))
  // The indexes are made by the start, over what is there already.
  await timed('indexes', () => app.start())
  console.log(JSON.stringify({ records, ...(await measure(app, stage)), peakMiB: peakMiB() }))
} finally {
  await app.stop()
  await db.close()
  await database.stop()
  await rm(directory, { recursive: true, force: true })
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  const result = await work()
  console.log(`${what}: ${Math.round((performance.now() - startedAt) / 100) / 10} s`)
  return result
}

type Sent = { readonly filter: object; readonly sort?: Record<string, 1 | -1>; readonly limit?: number }
type Explained = {
  readonly queryPlanner: { readonly winningPlan: object }
  readonly executionStats: { readonly totalKeysExamined: number; readonly totalDocsExamined: number }
}

/** By how many keys and documents the page was found, whatever else the machine was doing. */
async function explained(name: string, { filter, sort, limit }: Sent) {
  const cursor = db.collection('creditRecords').find(filter)
  if (sort) cursor.sort(sort)
  if (limit) cursor.limit(limit)
  const { queryPlanner, executionStats } = (await cursor.explain('executionStats')) as Explained
  const plan = JSON.stringify(queryPlanner.winningPlan)
  if (plan.includes('COLLSCAN') || !plan.includes('IXSCAN')) throw new Error(`${name} uses no index: ${plan}`)
  return {
    index: /"indexName":"([^"]+)"/.exec(plan)?.[1],
    sorts: plan.includes('"SORT"'),
    keys: executionStats.totalKeysExamined,
    documents: executionStats.totalDocsExamined,
  }
}

async function measure({ koa }: App, stage: RecordStage) {
  const server = createServer(koa.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`
  const sent = new Map<string, Sent>()
  db.set('debug', (collection: string, method: string, filter: object, options: Omit<Sent, 'filter'> = {}) => {
    if (collection === 'creditRecords' && method === 'find') sent.set(current, { ...options, filter })
  })
  let current = ''
  const report: Record<string, { p50: number; p95: number; rows: number }> = {}
  for (const [name, { token, path }] of Object.entries(stage.requests)) {
    current = name
    const times: number[] = []
    let rows = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedAt = performance.now()
      const response = await fetch(`${base}${path(round)}`, { headers: { authorization: `Bearer ${token()}` } })
      const page = (await response.json()) as { data?: unknown[] }
      times.push(performance.now() - startedAt)
      if (!page.data) throw new Error(`${name}: ${JSON.stringify(page)}`)
      rows += page.data.length
    }
    times.sort((a, b) => a - b)
    const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10
    report[name] = { p50: at(0.5), p95: at(0.95), rows: Math.round(rows / ROUNDS) }
    console.log(name, JSON.stringify(report[name]))
  }
  for (const [name, query] of sent) console.log(name, JSON.stringify(await explained(name, query)))
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return { explained: sent.size, report }
}
