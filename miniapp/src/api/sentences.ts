import { ProblemError } from '@jijiao/shared/http'
import { OfflineError } from '../platform/network-errors'

/** What went wrong, as a sentence for the person. An error that nobody foresaw goes to the log as well. */
export function errorSentence(error: unknown): string {
  if (error instanceof ProblemError || error instanceof OfflineError) return error.message
  console.error(error)
  return '出现问题，没有办成，请稍后再试'
}

/** Complaints about single fields, by the field's name (`#/userName` → `userName`); `''` for those about no field. */
export function fieldComplaints(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ProblemError)) return {}
  const complaints: Record<string, string> = {}
  for (const { pointer, detail } of error.problem.errors ?? []) {
    const name = pointer.replace(/^#?\/?/, '')
    complaints[name] ??= detail
  }
  return complaints
}

/** Whether trying again later, unchanged, can help: no answer, too many requests, a server in trouble. */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof OfflineError) return true
  if (!(error instanceof ProblemError)) return false
  const { status, code } = error.problem
  return status >= 500 || code === 'too_many_requests' || code === 'request_in_progress'
}
