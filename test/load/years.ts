import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@jijiao/api/db/embedded'
import { workOffRecounts } from '@jijiao/api/features/years'
import { Types } from 'mongoose'
import { startTestApi } from '../support/api'
import { createUnitWithOperator } from '../support/people'
import { peakMiB } from './memory'
import { fillYear } from './year-world'

/** How long it takes to count a unit's year anew, and to look at it: `npm run bench:years -- 10000`. */
const people = Number(process.argv[2] ?? 10_000)
const directory = await mkdtemp(join(tmpdir(), 'jijiao-bench-'))
const database = await startEmbedded(directory)
const api = await startTestApi({ databaseUri: database.uri })
try {
  const { unit, token } = await createUnitWithOperator(api)
  await fillYear(api, unit.id, people)
  const operator = api.as(token)
  const params = { year: 2026 }
  const took = async (what: string, work: () => Promise<unknown>, times = 1) => {
    const each: number[] = []
    for (let round = 0; round < times; round += 1) {
      const from = performance.now()
      await work()
      each.push(performance.now() - from)
    }
    each.sort((a, b) => a - b)
    const at = (share: number) => `${(each[Math.min(times - 1, Math.floor(times * share))] ?? 0).toFixed(1)} ms`
    process.stdout.write(`${what}: ${times === 1 ? at(0) : `p50 ${at(0.5)}, p95 ${at(0.95)}`}\n`)
  }
  process.stdout.write(`${people} trainees, ${people * 4} records\n`)
  // Many people are counted by a job; the look only asks for it.
  const counted = async (ask: () => Promise<unknown>) => {
    await ask()
    await api.app.worker.runDue()
  }
  await took('first look and the job that counts everybody', () => counted(() => operator.years.summary({ params })))
  await took('count everybody anew, with the job', () => counted(() => operator.years.recount({ params })))
  await took('count 10,000 whose records changed', async () => {
    const trainees = await api.app.deps.db
      .collection('trainees')
      .find({}, { projection: { _id: 1 } })
      .toArray()
    await api.app.deps.db
      .collection<{ _id: Types.ObjectId; number: number }>('recounts')
      .insertMany(trainees.map(({ _id }) => ({ _id, number: 1 })))
    await workOffRecounts(api.app.deps, people)
  })
  await took('summary', () => operator.years.summary({ params }), 50)
  let cursor: string | undefined
  const willMiss = async () => {
    const page = await operator.years.standings({ params, query: { outlook: 'willMiss', ...(cursor && { cursor }) } })
    cursor = page.nextCursor ?? undefined
  }
  await took('first 50 pages of who will miss', willMiss, 50)
  process.stdout.write(`peak memory: ${peakMiB()} MiB\n`)
} finally {
  await api.stop()
  await database.stop()
  await rm(directory, { recursive: true, force: true })
}
