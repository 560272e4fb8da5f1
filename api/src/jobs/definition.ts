import type { z } from 'zod'
import type { Circumstances } from '../audit'
import type { JobResult } from './job.model'

export type JobContext<P> = {
  readonly jobId: string
  readonly payload: P
  /** Whoever asked for the work, at this moment: for the facts and messages that it makes. */
  readonly of: Circumstances
  /** Says how far it is and keeps the lease; throws when another process has taken the job over. */
  readonly report: (done: number, total: number) => Promise<void>
  /** The process is stopping: give up at the next good place, the job is taken up again elsewhere. */
  readonly signal: AbortSignal
}

/**
 * A kind of background work. It may be interrupted anywhere and run again, so each step must be harmless to repeat.
 * A `Problem` that it throws ends it; anything else is tried again later.
 */
export type JobDefinition<P = unknown> = {
  readonly kind: string
  readonly payload: z.ZodType<P>
  readonly run: (context: JobContext<P>) => Promise<JobResult | undefined>
  /** How often it is tried before it counts as failed. */
  readonly attempts?: number
  /** How many a process runs at the same time, where they wait for somebody outside; others have the places left. */
  readonly atOnce?: number
  /** Work that always comes again, this long after it ended; there is one such job for all processes. */
  readonly everyMs?: number
  /** Work that a version of the system has to do once on what it finds; done, it is not begun again. */
  readonly isOnce?: true
  /** It was given up: what waits for it has to be told. */
  readonly onFailure?: (payload: P, of: Circumstances) => Promise<void>
}

/** Keeps the payload's type inside, so that jobs of all kinds stand in one list. */
export function defineJob<P>(definition: JobDefinition<P>): JobDefinition {
  const { payload, run, onFailure, ...rest } = definition
  return {
    ...rest,
    payload,
    run: (context) => run({ ...context, payload: payload.parse(context.payload) }),
    ...(onFailure && { onFailure: (given: unknown, of: Circumstances) => onFailure(payload.parse(given), of) }),
  }
}
