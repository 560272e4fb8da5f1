import { PROBLEMS, type ProblemCode } from '@jijiao/shared/http'
import type { JobView } from '@jijiao/shared/jobs'
import type { jobContract } from '@jijiao/shared/jobs/contract'
import { circumstances } from '../../audit'
import { afterCursor, cutPage } from '../../db/keyset'
import type { Deps } from '../../deps'
import type { Call, Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { type Job, jobModel } from '../../jobs'

export function jobRoutes(deps: Deps): Handlers<typeof jobContract> {
  /** My own, and what I asked for on behalf of a unit only while I act for it. */
  const visibleTo = ({ actor, request }: Pick<Call<(typeof jobContract)['list']>, 'actor' | 'request'>) => {
    const { accountId, organizationId } = circumstances(actor, request).actor
    return { 'by.accountId': accountId, 'by.organizationId': organizationId }
  }

  return {
    async list({ query, ...call }) {
      const found = await jobModel(deps.db)
        .find({ ...visibleTo(call), ...afterCursor(query.cursor, { path: '_id', direction: -1 }) }, { payload: 0 })
        .sort({ _id: -1 })
        .limit(query.limit + 1)
        .lean<Job[]>()
      const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
      return { data: data.map(presentJob), nextCursor }
    },
    async get({ params, ...call }) {
      const found = await jobModel(deps.db)
        .findOne({ _id: params.jobId, ...visibleTo(call) }, { payload: 0 })
        .lean<Job | null>()
      if (!found) throw new Problem('not_found')
      return presentJob(found)
    },
  }
}

const isProblemCode = (code: string): code is ProblemCode => code in PROBLEMS

const presentJob = (job: Job): JobView => {
  const code = job.problem !== null && isProblemCode(job.problem) ? job.problem : 'internal_error'
  return {
    id: String(job._id),
    kind: job.kind,
    state: job.state,
    progress: job.progress,
    result: job.result,
    problem: job.problem === null ? null : { code, title: PROBLEMS[code].title },
    createdAt: job.createdAt.toISOString(),
    endedAt: job.endedAt?.toISOString() ?? null,
  }
}
