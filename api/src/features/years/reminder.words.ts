import { adviceOf, adviceText, findingText, type Verdict } from '@jijiao/shared/rule-sets'
import { outlookOf } from '@jijiao/shared/years'

/**
 * What somebody who will miss the year lacks, in which category and until when; `null` of anybody else. With a day: only
 * of what is due by it.
 */
export function lackOf(verdict: Verdict, deadlineOn?: string): string | null {
  if (outlookOf(verdict.standing) !== 'willMiss') return null
  const advice = adviceOf(verdict).filter(({ step, byOn }) =>
    deadlineOn === undefined ? step !== 'await' : step === 'earn' && byOn === deadlineOn,
  )
  if (advice.length > 0) return advice.map(adviceText).join('；')
  if (deadlineOn !== undefined && deadlineOn !== verdict.total.deadlineOn) return null
  return verdict.failures.map(findingText).join('；') || null
}
