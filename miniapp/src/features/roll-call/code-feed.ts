import type { CodeView } from '@jijiao/shared/attendance'
import { ProblemError } from '@jijiao/shared/http'
import { faultOf } from '../../api/fault'
import { errorSentence } from '../../api/sentences'

/** How often the counts beside the code are renewed. */
export const COUNTS_MS = 1500
/** A code that is this old is hidden: nobody should scan what the server will soon refuse. */
const STALE_AFTER_MS = 2500

/** The newest code with the instant of the device's stopwatch at which the server said it. */
export type Received = { readonly code: CodeView; readonly saidAt: number }

export type CodeFeed = {
  readonly received: Received | null
  /** Why the last attempt failed; null when it did not. */
  readonly trouble: string | null
  /** There will be no more codes, and why. */
  readonly ended: string | null
  /** It ended because there is no such roll call for this person. */
  readonly isAbsent: boolean
}

/**
 * The server said its time somewhere between question and answer: the middle is nearest. Only differences of a
 * stopwatch are used; what the device believes to be the time of day does not matter.
 */
export const receivedAt = (code: CodeView, askedAt: number, answeredAt: number): Received => ({
  code,
  saidAt: (askedAt + answeredAt) / 2,
})

/** Milliseconds until the slot ends; negative once it has ended. */
export const remainingMs = ({ code, saidAt }: Received, now: number): number =>
  Date.parse(code.slotEndsAt) - Date.parse(code.serverNow) - (now - saidAt)

export const isStale = (received: Received, now: number): boolean => remainingMs(received, now) < -STALE_AFTER_MS

/** When to ask again: for the counts, or just after the slot has ended, whichever comes first. */
export function pauseMs(received: Received | null, now: number): number {
  if (!received) return COUNTS_MS
  const toNextSlot = remainingMs(received, now) + 30
  return toNextSlot > 0 ? Math.min(COUNTS_MS, toNextSlot) : COUNTS_MS
}

const ENDED: Readonly<Record<string, string>> = {
  check_in_closed: '签到已经结束，或者已过结束时间。没有签上的学员，可以在名单里登记。',
}

/** The feed after a failed attempt: a refusal that waiting does not change ends it. */
export function afterFailure(feed: CodeFeed, error: unknown): CodeFeed {
  if (error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429) {
    return {
      received: null,
      trouble: null,
      ended: ENDED[error.code] ?? errorSentence(error),
      isAbsent: faultOf(error) === 'absent',
    }
  }
  return { ...feed, trouble: errorSentence(error) }
}
