import { readEnvironment } from '@jijiao/config/environment'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { personToken } from '../../../../test/support/classes'
import { createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { inTransaction } from '../../db/transaction'
import { Problem } from '../../http/problem'
import { createWorker, defineJob, enqueueJob, type JobContext, jobModel, LEASE_MS } from '../../jobs'
import { createLog } from '../../observability/log'

let api: TestApi
let kind: string
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(({ task }) => {
  kind = `test.${task.id}`
})

const payload = z.object({ rows: z.int() })
type Work = (context: JobContext<z.output<typeof payload>>) => Promise<{ rows: number } | undefined>

/** A process that knows one kind of job, beside the app's own worker, which does not. */
const workerOf = (run: Work, more: { attempts?: number; everyMs?: number } = {}) =>
  createWorker(api.app.deps.db, [defineJob({ kind, payload, run, ...more })], around())

const around = () => ({
  clock: api.clock,
  log: createLog(readEnvironment({ NODE_ENV: 'test', LOG_LEVEL: 'silent' })),
})

const ask = (accountId: string | null = null, organizationId: string | null = null, of = kind) =>
  enqueueJob(api.app.deps, {
    kind: of,
    payload: { rows: 3 },
    by: { actor: { accountId, organizationId }, at: new Date(api.clock.now()), requestId: 'test-request' },
  })

const stored = (jobId: string) => jobModel(api.app.deps.db).findById(jobId).lean()

describe('background work', () => {
  it('shows its progress and its result to whoever asked for it', async () => {
    const { operator, unit, token } = await createUnitWithOperator(api)
    const jobId = await ask(operator.accountId, unit.id)
    const params = { jobId }
    expect(await api.as(token).jobs.get({ params })).toMatchObject({ state: 'waiting', result: null })
    const worker = workerOf(async ({ payload: { rows }, report, of }) => {
      expect(of.actor).toEqual({ accountId: operator.accountId, organizationId: unit.id })
      await report(1, rows)
      expect(await api.as(token).jobs.get({ params })).toMatchObject({
        state: 'running',
        progress: { done: 1, total: 3 },
      })
      return { rows }
    })
    expect(await worker.runDue()).toBe(1)
    const done = await api.as(token).jobs.get({ params })
    expect(done).toMatchObject({ state: 'done', result: { rows: 3 }, problem: null })
    expect((await api.as(token).jobs.list()).data).toEqual([done])

    const stranger = await registerPerson(api)
    for (const other of [stranger.token, operator.token]) {
      expect((await refusal(api.as(other).jobs.get({ params }))).code).toBe('not_found')
      expect((await api.as(other).jobs.list()).data).toEqual([])
    }
    expect((await refusal(api.as().jobs.get({ params }))).code).toBe('not_signed_in')
  })

  it('is asked for with the change that needs it, or not at all', async () => {
    const failed = inTransaction(api.app.deps.db, async (session) => {
      const by = { actor: { accountId: null, organizationId: null }, at: new Date(api.clock.now()), requestId: 'test' }
      await enqueueJob(api.app.deps, { kind, payload: { rows: 1 }, by }, session)
      throw new Error('the change fails')
    })
    await expect(failed).rejects.toThrow('the change fails')
    expect(await workerOf(async () => undefined).runDue()).toBe(0)
  })

  it('is done once by two processes that look at the same time', async () => {
    const seen: string[] = []
    const work: Work = async ({ jobId }) => {
      seen.push(jobId)
      return undefined
    }
    const ids = await Promise.all(Array.from({ length: 12 }, () => ask()))
    await Promise.all([workerOf(work).runDue(), workerOf(work).runDue(), workerOf(work).runDue()])
    expect(seen.sort()).toEqual(ids.sort())
  })

  it('goes on beside a kind that waits for others outside, which holds no more places than it may', async () => {
    const slowKind = `${kind}.slow`
    const begun: string[] = []
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow = defineJob({
      kind: slowKind,
      payload,
      atOnce: 1,
      async run({ jobId }) {
        begun.push(jobId)
        await released
        return undefined
      },
    })
    let reach: () => void = () => undefined
    const reached = new Promise<void>((resolve) => {
      reach = resolve
    })
    const quick = defineJob({
      kind,
      payload,
      async run() {
        reach()
        return undefined
      },
    })
    const slowIds: string[] = []
    for (let count = 0; count < 6; count += 1) slowIds.push(await ask(null, null, slowKind))
    await ask()
    const worker = createWorker(api.app.deps.db, [slow, quick], around())
    await worker.start()
    await reached
    expect(begun).toHaveLength(1)
    release()
    await worker.runDue()
    await worker.stop()
    expect(begun.toSorted()).toEqual(slowIds.toSorted())
  })

  it('is taken up by another process when the lease of a dead one runs out', async () => {
    const { accountId } = await registerPerson(api)
    const jobId = await ask(accountId)
    let dies: () => void = () => undefined
    const reached = new Promise<void>((resolve) => {
      dies = resolve
    })
    const dead = workerOf(async ({ report }) => {
      await report(1, 3)
      dies()
      return new Promise(() => undefined)
    })
    void dead.runDue()
    await reached
    let resumed = 0
    const other = workerOf(async ({ payload: { rows } }) => {
      resumed += 1
      return { rows }
    })
    expect(await other.runDue()).toBe(0)
    api.clock.advance(LEASE_MS + 1)
    expect(await other.runDue()).toBe(1)
    expect(resumed).toBe(1)
    expect(await stored(jobId)).toMatchObject({ state: 'done', attempts: 2 })
  })

  it('writes nothing any more once it has lost the lease', async () => {
    const { accountId } = await registerPerson(api)
    const jobId = await ask(accountId)
    const slow = workerOf(async ({ report }) => {
      api.clock.advance(LEASE_MS + 1)
      await workerOf(async () => ({ rows: 2 })).runDue()
      await report(3, 3)
      return { rows: 99 }
    })
    await slow.runDue()
    expect(await stored(jobId)).toMatchObject({ state: 'done', result: { rows: 2 }, progress: { done: 0 } })
  })

  it('is tried again later and later, and fails in the end', async () => {
    const { accountId } = await registerPerson(api)
    const jobId = await ask(accountId)
    let tries = 0
    const worker = workerOf(
      async () => {
        tries += 1
        throw new Error('the disk is full')
      },
      { attempts: 2 },
    )
    expect(await worker.runDue()).toBe(1)
    expect(await stored(jobId)).toMatchObject({ state: 'waiting' })
    api.clock.advance(5_000)
    expect(await worker.runDue()).toBe(1)
    api.clock.advance(60 * 60_000)
    expect(await worker.runDue()).toBe(0)
    expect(tries).toBe(2)
    const failed = await api.as(personToken(api, accountId)).jobs.get({ params: { jobId } })
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'internal_error' } })
  })

  it('does not try again what was refused', async () => {
    const { accountId, token } = await registerPerson(api)
    const jobId = await ask(accountId)
    const worker = workerOf(async () => {
      throw new Problem('class_not_open')
    })
    await worker.runDue()
    expect((await api.as(token).jobs.get({ params: { jobId } })).problem?.code).toBe('class_not_open')
  })

  it('leaves to the others what a stopping process had begun', async () => {
    const { accountId } = await registerPerson(api)
    const jobId = await ask(accountId)
    let begin: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const stopping = workerOf(({ signal }) => {
      begin()
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))
    })
    const running = stopping.runDue()
    await begun
    await stopping.stop()
    await running
    expect(await workerOf(async () => ({ rows: 1 })).runDue()).toBe(1)
    expect(await stored(jobId)).toMatchObject({ state: 'done', attempts: 1 })
  })

  it('comes again after its time, one job for all processes', async () => {
    let runs = 0
    const run = async () => {
      runs += 1
      return undefined
    }
    const given = defineJob({ kind, payload: z.null(), run, everyMs: 60_000 })
    const around = { clock: api.clock, log: createLog(readEnvironment({ NODE_ENV: 'test', LOG_LEVEL: 'silent' })) }
    const [one, two] = [createWorker(api.app.deps.db, [given], around), createWorker(api.app.deps.db, [given], around)]
    await Promise.all([one.start(), two.start()])
    await Promise.all([one.runDue(), two.runDue()])
    expect(runs).toBe(1)
    api.clock.advance(60_000)
    await Promise.all([one.runDue(), two.runDue()])
    expect(runs).toBe(2)
    await Promise.all([one.stop(), two.stop()])
  })

  it('is done once for all versions to come, and only when it was done', async () => {
    let runs = 0
    const run = async () => {
      runs += 1
      if (runs === 1) throw new Error('the process dies')
      return undefined
    }
    const given = defineJob({ kind: `${kind}.once`, payload: z.null(), run, isOnce: true })
    const around = { clock: api.clock, log: createLog(readEnvironment({ NODE_ENV: 'test', LOG_LEVEL: 'silent' })) }
    for (let start = 0; start < 4; start += 1) {
      const worker = createWorker(api.app.deps.db, [given], around)
      await worker.start()
      await worker.runDue()
      await worker.stop()
      api.clock.advance(60 * 60_000)
    }
    expect(runs).toBe(2)
  })
})
