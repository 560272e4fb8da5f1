import { createHash } from 'node:crypto'
import { type ClientSession, type Connection, Types } from 'mongoose'
import type { Circumstances } from '../audit'
import { isDuplicateKey } from '../db/transaction'
import type { Deps } from '../deps'
import type { JobDefinition } from './definition'
import { type Job, jobModel } from './job.model'

type NewJob = {
  readonly kind: string
  readonly payload: unknown
  readonly by: Circumstances
  /** Later than now. */
  readonly dueAt?: Date
}

/** Asks for background work, in the transaction of what it belongs to: both stand or neither. Answers the job's id. */
export async function enqueueJob(deps: Pick<Deps, 'db'>, asked: NewJob, session?: ClientSession): Promise<string> {
  const job = newJob(asked)
  await jobModel(deps.db).create([job], session ? { session } : {})
  return String(job._id)
}

/** Many at once. */
export async function enqueueJobs(deps: Pick<Deps, 'db'>, asked: readonly NewJob[], session: ClientSession) {
  await jobModel(deps.db).insertMany(asked.map(newJob), { session })
}

const newJob = ({ kind, payload, by, dueAt = by.at }: NewJob): Job => ({
  _id: new Types.ObjectId(),
  kind,
  payload,
  state: 'waiting',
  dueAt,
  lease: null,
  attempts: 0,
  by: by.actor,
  requestId: by.requestId,
  progress: { done: 0, total: 0 },
  result: null,
  problem: null,
  createdAt: by.at,
})

/** Work of the system's own, that always comes again or is done once, has one job, whose id follows from its kind. */
export async function ensureOwn(db: Connection, definitions: readonly JobDefinition[], at: Date): Promise<void> {
  for (const { kind, everyMs, isOnce } of definitions) {
    if (everyMs === undefined && !isOnce) continue
    const _id = ownId(kind)
    if (await jobModel(db).exists({ _id })) continue
    const bySystem = { accountId: null, organizationId: null }
    const progress = { done: 0, total: 0 }
    const fixed = { payload: null, lease: null, result: null, problem: null, requestId: 'own' }
    try {
      await jobModel(db).create([
        { _id, kind, state: 'waiting', dueAt: at, attempts: 0, by: bySystem, progress, createdAt: at, ...fixed },
      ])
    } catch (error) {
      // Another process started at the same moment.
      if (!isDuplicateKey(error)) throw error
    }
  }
}

const ownId = (kind: string) => new Types.ObjectId(createHash('sha256').update(kind).digest('hex').slice(0, 24))
