import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Circumstances } from '@jijiao/api/audit'
import { startEmbedded } from '@jijiao/api/db/embedded'
import { traineeModel } from '@jijiao/api/features/affiliations'
import { closeClass, reopenClass } from '@jijiao/api/features/class-endings'
import { classModel, createClass, enrollmentModel, openClass, type TrainingClass } from '@jijiao/api/features/classes'
import { readEnvironment } from '@jijiao/config/environment'
import mongoose, { Types } from 'mongoose'
import { createBenchApp } from './app'
import { fillUnit } from './lists-world'
import { peakMiB } from './memory'

/**
 * `npm run bench:closing`: a class of 5,000 who all passed is closed, which gives each one a record, and opened again;
 * each in one transaction. Says which commands of the database the time went into. `-- 500` for another number.
 */
const TRAINEES = Number(process.argv[2] ?? 5_000)

const directory = await mkdtemp(join(tmpdir(), 'jijiao-bench-'))
const given = readEnvironment().MONGODB_URI
const database = given ? null : await startEmbedded(directory)
const uri = given ?? database?.uri ?? ''
const connection = mongoose.createConnection(uri, {
  dbName: `bench_closing_${randomBytes(4).toString('hex')}`,
  autoIndex: false,
  autoCreate: false,
  monitorCommands: true,
})
connection.set('sanitizeFilter', true)
const db = await connection.asPromise()
const spent = new Map<string, { count: number; ms: number }>()
const names = new Map<number, string>()
db.getClient().on('commandStarted', ({ requestId, commandName, command }) => {
  names.set(requestId, `${commandName} ${String((command as Record<string, unknown>)[commandName])}`)
})
db.getClient().on('commandSucceeded', ({ requestId, duration }) => {
  const name = names.get(requestId) ?? ''
  const so = spent.get(name) ?? { count: 0, ms: 0 }
  spent.set(name, { count: so.count + 1, ms: so.ms + duration })
})
const app = createBenchApp(uri, db)
await app.start()

try {
  const { unitId } = await fillUnit(app, { trainees: TRAINEES, requests: 1 })
  const trainingClass = await classOfAll(unitId)
  const of: Circumstances = {
    actor: { accountId: String(new Types.ObjectId()), organizationId: unitId },
    at: new Date(),
    requestId: 'bench',
  }
  const close = await timed('close', () => closeClass(app.deps, of, { trainingClass, note: null }))
  console.log(close.counts)
  await timed('reopen', () => reopenClass(app.deps, of, { trainingClass, reason: '成绩有误' }))
  console.log(`peak memory: ${peakMiB()} MiB`)
} finally {
  await db.dropDatabase()
  await app.stop()
  await db.close()
  await database?.stop()
  await rm(directory, { recursive: true, force: true })
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  spent.clear()
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    `${name}: ${Math.round(performance.now() - startedAt)} ms, own CPU ${Math.round((user + system) / 1000)} ms`,
  )
  const rows = [...spent].map(([command, { count, ms }]) => ({ command, count, ms: Math.round(ms) }))
  console.table(rows.sort((a, b) => b.ms - a.ms).slice(0, 8))
  return result
}

async function classOfAll(organizationId: string): Promise<TrainingClass> {
  const of: Circumstances = { actor: { accountId: null, organizationId: null }, at: new Date(), requestId: 'bench' }
  const today = new Date().toISOString().slice(0, 10)
  const planned = await createClass(app.deps, of, {
    organizationId,
    name: '全员培训班',
    category: 'professional',
    courseName: '岗位规范',
    startsOn: `${today.slice(0, 4)}-01-05`,
    endsOn: `${today.slice(0, 4)}-01-07`,
    plannedNumber: TRAINEES,
    place: '线上',
    creditHourTenths: 180,
  })
  const opened = await openClass(app.deps, of, { trainingClass: planned, note: null })
  const trainees = await traineeModel(db).find({}, { name: 1, nameKeys: 1, residentIdIndex: 1 }).limit(TRAINEES).lean()
  const enteredBy = new Types.ObjectId()
  await enrollmentModel(db).insertMany(
    trainees.map(({ _id, name, nameKeys, residentIdIndex }) => ({
      classId: opened._id,
      traineeId: _id,
      organizationId: opened.organizationId,
      traineeName: name,
      nameKeys,
      residentIdIndex,
      enrolledAt: of.at,
      hasMarks: true,
      assessment: {
        result: 'passed',
        totalScoreTenths: null,
        subjectScores: [],
        startedOn: planned.startsOn,
        endedOn: planned.endsOn,
        remark: null,
        enteredAt: of.at,
        enteredBy,
        version: 1,
      },
      outcome: null,
    })),
  )
  await classModel(db).updateOne({ _id: opened._id }, { $set: { enrolledCount: TRAINEES, assessedCount: TRAINEES } })
  return opened
}
