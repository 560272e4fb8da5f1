import { ProblemError } from '@jijiao/shared/http'
import { OfflineError } from '../platform/network-errors'

/**
 * Why something could not be had, as far as it decides what a person can do: `absent` and `denied` will be the same
 * next time; `offline` and `trouble` may pass.
 */
export type Fault = 'absent' | 'denied' | 'offline' | 'trouble'

export function faultOf(error: unknown): Fault {
  if (error instanceof OfflineError) return 'offline'
  if (!(error instanceof ProblemError)) return 'trouble'
  const { status } = error.problem
  if (status === 404) return 'absent'
  return status === 403 ? 'denied' : 'trouble'
}
