import { randomBytes } from 'node:crypto'
import { type ClientSession, type Connection, trusted } from 'mongoose'
import type { Logger } from 'pino'
import { inTransaction } from '../db/transaction'
import { Problem } from '../http/problem'
import type { JobDefinition } from './definition'
import { ensureOwn } from './enqueue'
import { type Job, jobModel } from './job.model'

const POLL_MS = 500
/** A process that died leaves its jobs to the others after this long. */
export const LEASE_MS = 60_000
const AT_ONCE = 4
const ATTEMPTS = 6
const RETRY_MS = { first: 5_000, most: 60 * 60 * 1_000 }
const STOP_PATIENCE_MS = 5_000
const NEVER = { $unset: { dueAt: 1 } } as const

export type Worker = {
  /** Runs what is due now, until nothing is; answers how many jobs it ran. */
  runDue(): Promise<number>
  start(): Promise<void>
  stop(): Promise<void>
}

class LeaseLost extends Error {}

type Around = {
  readonly clock: { now(): number }
  readonly log: Logger
  /** Whoever asked for a job learns how it ended, in the transaction of its end. */
  readonly tell?: (job: Job, session: ClientSession) => Promise<void>
}

/**
 * Takes jobs by one conditional update, so that each is run by one process at a time. `dueAt` of a running job is the
 * end of its lease: when its process dies, the job is simply due again.
 */
export function createWorker(
  db: Connection,
  definitions: readonly JobDefinition[],
  { clock, log, tell }: Around,
): Worker {
  const Jobs = jobModel(db)
  const byKind = new Map(definitions.map((definition) => [definition.kind, definition]))
  const running = new Map<Promise<void>, string>()
  const stopping = new AbortController()
  const isStopping = () => stopping.signal.aborted
  let timer: NodeJS.Timeout | undefined
  let polling: Promise<void> = Promise.resolve()

  const hasRoom = ({ kind, atOnce = AT_ONCE }: JobDefinition) =>
    [...running.values()].filter((one) => one === kind).length < atOnce

  function claim(): Promise<Job | null> {
    const at = clock.now()
    const kinds = definitions.filter(hasRoom).map(({ kind }) => kind)
    return Jobs.findOneAndUpdate(
      { kind: trusted({ $in: kinds }), dueAt: trusted({ $lte: new Date(at) }) },
      {
        $set: { state: 'running', lease: randomBytes(12).toString('base64url'), dueAt: new Date(at + LEASE_MS) },
        $inc: { attempts: 1 },
      },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    )
      .lean<Job | null>()
      .exec()
  }

  async function keep(job: Job, change: Partial<Pick<Job, 'progress'>> = {}) {
    const dueAt = new Date(clock.now() + LEASE_MS)
    const kept = await Jobs.updateOne({ _id: job._id, lease: job.lease }, { $set: { ...change, dueAt } })
    if (kept.matchedCount === 0) throw new LeaseLost()
  }

  const circumstancesOf = ({ by, requestId }: Job) => ({ actor: by, at: new Date(clock.now()), requestId })

  async function run(job: Job): Promise<void> {
    const definition = byKind.get(job.kind)
    if (!definition) throw new Error(`no such kind of job: ${job.kind}`)
    const own = { _id: job._id, lease: job.lease }
    const heartbeat = setInterval(() => void keep(job).catch(() => undefined), LEASE_MS / 3)
    heartbeat.unref()
    try {
      // Its process died each time: there is something in it that kills.
      if (job.attempts > (definition.attempts ?? ATTEMPTS)) return await fail(job, definition, 'internal_error')
      const result = await definition.run({
        jobId: String(job._id),
        payload: job.payload,
        of: circumstancesOf(job),
        report: (done, total) => keep(job, { progress: { done, total } }),
        signal: stopping.signal,
      })
      if (definition.everyMs !== undefined) return await again(own, definition.everyMs)
      // It stays, so that the next start knows that it was done.
      if (definition.isOnce) return void (await Jobs.updateOne(own, { $set: { state: 'done', lease: null }, ...NEVER }))
      // Nobody asks for the outcome of the system's own work.
      if (job.by.accountId === null) return void (await Jobs.deleteOne(own))
      await end(job, { state: 'done', result: result ?? null, problem: null })
    } catch (error) {
      if (error instanceof LeaseLost) return
      await refuse(job, definition, error)
    } finally {
      clearInterval(heartbeat)
    }
  }

  /** Once: whoever has lost the lease ends nothing and tells nobody. */
  const end = ({ _id, lease, ...job }: Job, outcome: Pick<Job, 'state' | 'result' | 'problem'>) =>
    inTransaction(db, async (session) => {
      const change = { $set: { ...outcome, lease: null, endedAt: new Date(clock.now()) }, ...NEVER }
      const { matchedCount } = await Jobs.updateOne({ _id, lease }, change, { session })
      if (matchedCount > 0) await tell?.({ ...job, ...outcome, _id, lease: null }, session)
    })

  const again = async ({ _id, lease }: Pick<Job, '_id' | 'lease'>, inMs: number, attempts = 0) => {
    const dueAt = new Date(clock.now() + inMs)
    await Jobs.updateOne({ _id, lease }, { $set: { state: 'waiting', lease: null, dueAt, attempts } })
  }

  async function refuse(job: Job, definition: JobDefinition, error: unknown) {
    if (isStopping()) return again(job, 0, job.attempts - 1)
    const isFinal = error instanceof Problem || job.attempts >= (definition.attempts ?? ATTEMPTS)
    const line = { error, kind: job.kind, jobId: String(job._id), attempts: job.attempts }
    if (isFinal) log.error(line, 'a job failed')
    else log.warn(line, 'a job is tried again')
    const backoff = Math.min(RETRY_MS.first * 4 ** (job.attempts - 1), RETRY_MS.most)
    if (definition.everyMs !== undefined) return again(job, Math.max(definition.everyMs, backoff), job.attempts)
    if (!isFinal) return again(job, backoff, job.attempts)
    return fail(job, definition, error instanceof Problem ? error.code : 'internal_error')
  }

  async function fail(job: Job, definition: JobDefinition, problem: string) {
    if (definition.everyMs !== undefined || definition.isOnce) return again(job, RETRY_MS.most)
    await definition.onFailure?.(job.payload, circumstancesOf(job))
    await end(job, { state: 'failed', result: null, problem })
  }

  /** Begins one job; answers its end, or `null` when nothing is due. */
  async function begin(): Promise<{ readonly end: Promise<void> } | null> {
    if (isStopping()) return null
    const job = await claim()
    if (!job) return null
    if (isStopping()) {
      await again(job, 0, job.attempts - 1)
      return null
    }
    const end = run(job)
      .catch((error: unknown) => {
        if (!isStopping()) log.warn({ error, kind: job.kind }, 'the end of a job could not be written')
      })
      .finally(() => running.delete(end))
    running.set(end, job.kind)
    return { end }
  }

  async function poll() {
    while (running.size < AT_ONCE) if (!(await begin())) return
  }

  function schedule() {
    if (isStopping()) return
    timer = setTimeout(() => {
      polling = poll()
        .catch((error: unknown) => {
          if (!isStopping()) log.warn({ error }, 'jobs could not be read; retrying')
        })
        .finally(schedule)
    }, POLL_MS)
    timer.unref()
  }

  return {
    async runDue() {
      for (let count = 0; ; ) {
        for (let begun = await begin(); begun; begun = await begin()) {
          await begun.end
          count += 1
        }
        await polling
        if (running.size === 0) return count
        // What was left for want of room is due after these.
        await Promise.all(running.keys())
      }
    },
    async start() {
      await ensureOwn(db, definitions, new Date(clock.now()))
      schedule()
    },
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await polling
      const patience = new Promise<void>((resolve) => setTimeout(resolve, STOP_PATIENCE_MS).unref())
      await Promise.race([Promise.all(running.keys()), patience])
    },
  }
}
