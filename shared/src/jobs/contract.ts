import { z } from 'zod'
import type { Contract } from '../http'
import { id, instant, page, pageQuery } from '../http/contract'
import { JOB_STATES } from './constants'
import { jobEndpoints as endpoints } from './endpoints'

const jobView = z.strictObject({
  id,
  kind: z.string(),
  state: z.enum(JOB_STATES),
  /** `total` is 0 while it is not known yet. */
  progress: z.strictObject({ done: z.int(), total: z.int() }),
  /** Of a job that is done; what it holds is a matter of its kind. */
  result: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
  /** Why it failed. */
  problem: z.strictObject({ code: z.string(), title: z.string() }).nullable(),
  createdAt: instant,
  endedAt: instant.nullable(),
})

export const jobContract = {
  list: {
    ...endpoints.list,
    summary: 'The work that I asked for, for the organization I act for now, newest first',
    query: z.strictObject({ ...pageQuery }),
    answer: page(jobView),
  },
  get: {
    ...endpoints.get,
    summary: 'How far one of my jobs is',
    params: z.strictObject({ jobId: id }),
    answer: jobView,
  },
} as const satisfies Contract

export type JobView = z.output<typeof jobView>
