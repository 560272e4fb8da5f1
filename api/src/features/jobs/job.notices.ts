import { PROBLEMS, type ProblemCode } from '@jijiao/shared/http'
import { JOB_LABELS } from '@jijiao/shared/jobs'
import type { MessagePage } from '@jijiao/shared/messages'
import type { ClientSession } from 'mongoose'
import type { Deps } from '../../deps'
import type { Job } from '../../jobs'
import { noticeTo, notify } from '../../outbox'

/** Whoever asked for it need not keep looking how far it is. */
export async function tellOfJob(deps: Pick<Deps, 'db' | 'clock'>, job: Job, session: ClientSession): Promise<void> {
  const { accountId } = job.by
  const subject = JOB_LABELS[job.kind]
  if (accountId === null || subject === undefined) return
  const of = { actor: job.by, at: new Date(deps.clock.now()), requestId: job.requestId }
  const link = linkOf(job)
  const told =
    job.state === 'failed'
      ? noticeTo({ accountId }, { kind: 'jobFailed', data: { subject, reason: reasonOf(job) }, link })
      : noticeTo({ accountId }, { kind: 'jobDone', data: { subject }, link })
  await notify(deps, of, [told], session)
}

/** Where the outcome is shown. */
function linkOf(job: Job): { readonly page: MessagePage; readonly params: Readonly<Record<string, string>> } {
  const jobId = String(job._id)
  const { year } = Object(job.payload) as { readonly year?: unknown }
  return job.kind === 'years.remindAll'
    ? { page: 'standings', params: { jobId, year: String(year) } }
    : { page: 'job', params: { jobId, ...subjectOf(job) } }
}

const SUBJECTS = ['importId', 'unitExportId'] as const

/** What the work was about, where it can be looked at. */
function subjectOf({ payload }: Job): Readonly<Partial<Record<(typeof SUBJECTS)[number], string>>> {
  const given = Object(payload) as Readonly<Record<string, unknown>>
  return Object.fromEntries(SUBJECTS.flatMap((key) => (typeof given[key] === 'string' ? [[key, given[key]]] : [])))
}

const isProblemCode = (code: string): code is ProblemCode => code in PROBLEMS

const reasonOf = ({ problem }: Job) => (problem !== null && isProblemCode(problem) ? PROBLEMS[problem].title : null)
