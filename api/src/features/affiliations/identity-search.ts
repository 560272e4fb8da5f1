import { attemptKey, createAttempts } from '../../auth/attempts'
import type { Deps } from '../../deps'
import { tooManyRequests } from '../../http/problem'

/** Enough for the slips of long lists, too few for trying out ID numbers. */
const MISMATCH_LIMIT = { limit: 400, windowMs: 24 * 60 * 60 * 1_000 }

type Search<A> = {
  readonly organizationId: string
  /** How many people are looked for by name and ID number. */
  readonly asked: number
  readonly look: () => Promise<{ readonly answer: A; readonly mismatches: number }>
}

/**
 * Looks for people for an organization that knows them by name and ID number: only so many a day may be wrong. What is
 * asked is counted before the look and given back where it found somebody, so that a burst gets no more tries.
 */
export async function searchByIdentity<A>(
  deps: Pick<Deps, 'db' | 'clock'>,
  { organizationId, asked, look }: Search<A>,
): Promise<A> {
  const attempts = createAttempts(deps)
  const key = attemptKey('search-by-identity', organizationId)
  const attempt = await attempts.take(key, MISMATCH_LIMIT, asked)
  if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds, 'too_many_mismatches')
  let wrong = 0
  try {
    const { answer, mismatches } = await look()
    wrong = mismatches
    return answer
  } finally {
    await attempts.giveBack(key, asked - wrong)
  }
}
