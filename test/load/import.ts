import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '@jijiao/api/db/connect'
import { startEmbedded } from '@jijiao/api/db/embedded'
import type { ImportView } from '@jijiao/shared/imports'
import { Types } from 'mongoose'
import { addConfirmedTrainees } from '../support/classes'
import { createUnit, residentIdOf } from '../support/people'
import { recordLine, recordSheet } from '../support/record-sheets'
import { createBenchApp } from './app'

/**
 * `npm run bench:import`: 5,000 declared records in one file, 37 of them wrong, and 5,000 new trainees in another, over
 * HTTP on the embedded database: the dry run, the import of the good rows, undoing it. A JSON object for each; memory is
 * that of the API's process.
 */
const PEOPLE = 500
const COURSES = 10
const BAD = 37
const TRAINEES = '姓名*,身份证号*,最高学历*,手机号,毕业时间,职称系列,所在地区'

let unitId = ''

const directory = await mkdtemp(join(tmpdir(), 'jijiao-bench-'))
const database = await startEmbedded(directory)
const db = await connect(database.uri, 'bench')
const app = createBenchApp(database.uri, db)
await app.start()
const server = createServer(app.koa.callback())
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const memory = { peak: 0 }
const sampling = setInterval(() => {
  memory.peak = Math.max(memory.peak, process.memoryUsage().rss)
}, 20)
try {
  for (const [kind, sheet] of await sheets()) console.log(JSON.stringify(await measure(kind, sheet)))
} finally {
  clearInterval(sampling)
  server.closeAllConnections()
  server.close()
  await app.stop()
  await db.close()
  await database.stop()
  await rm(directory, { recursive: true, force: true })
}

async function sheets(): Promise<[kind: string, sheet: Buffer][]> {
  const world = { app, clock: { ...app.deps.clock, advance: noClock, set: noClock } }
  const unit = await createUnit(world)
  unitId = unit.id
  const trainees = await addConfirmedTrainees(world, unit, PEOPLE)
  // The trainees' messages of having been confirmed are not what is measured.
  while ((await app.worker.runDue()) > 0);
  const lines = Array.from({ length: COURSES }, (_, course) =>
    trainees.map((trainee) => recordLine(trainee, `课程${course}`, '2')),
  )
    .flat()
    .map((line, index) => (index < BAD ? line.replace('合格', '优秀') : line))
  const newcomers = Array.from(
    { length: PEOPLE * COURSES },
    (_, index) => `张三,${residentIdOf(500_000 + index)},大学本科毕业,13700001234,2002-07-01,工程技术人员,广东省东莞市`,
  )
  return [
    ['creditRecords', recordSheet(...lines)],
    ['trainees', Buffer.from([TRAINEES, ...newcomers].join('\n'))],
  ]
}

async function measure(kind: string, sheet: Buffer) {
  const headers = { authorization: `Bearer ${tokenFor(unitId)}` }
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/imports`
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${base}${path}`, { ...init, headers: { ...headers, ...init.headers } })
    if (!response.ok) throw new Error(await response.text())
    return (await response.json()) as ImportView
  }
  const json = { 'content-type': 'application/json' }
  const rssBefore = process.memoryUsage().rss
  memory.peak = rssBefore

  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(sheet)]), '导入.csv')
  const checked = await timed(() => call(`/${kind}`, { method: 'POST', body: form }))
  const { id, badCount } = checked.result
  const imported = await timed(async () => {
    await call(`/${id}/start`, { method: 'POST', headers: json, body: JSON.stringify({ mode: 'good' }) })
    for (;;) {
      const now = await call(`/${id}`)
      if (now.state !== 'running') return now
      await sleep(50)
    }
  })
  const { state, importedCount } = imported.result
  const undone = await timed(() => call(`/${id}/undo`, { method: 'POST' }))
  return {
    kind,
    badCount,
    state,
    importedCount,
    afterUndo: undone.result.importedCount,
    seconds: { check: checked.seconds, import: imported.seconds, undo: undone.seconds },
    rssMb: { before: inMb(rssBefore), peak: inMb(memory.peak) },
  }
}

function noClock(): never {
  throw new Error('the real clock cannot be moved')
}

function tokenFor(organizationId: string) {
  return app.deps.tokens.sign({
    accountId: String(new Types.ObjectId()),
    sessionId: String(new Types.ObjectId()),
    isRealName: true,
    traineeId: null,
    actingAs: {
      organizationId,
      operatorId: String(new Types.ObjectId()),
      kind: 'unit',
      grants: ['operate'],
      needsRoleApplication: false,
    },
  })
}

function inMb(bytes: number) {
  return Math.round(bytes / 1_048_576)
}

async function timed<T>(work: () => Promise<T>) {
  const startedAt = performance.now()
  const result = await work()
  return { result, seconds: Math.round((performance.now() - startedAt) / 10) / 100 }
}
