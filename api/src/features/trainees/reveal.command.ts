import type { RevealedField } from '@jijiao/shared/trainees'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { attemptKey, createAttempts } from '../../auth/attempts'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { tooManyRequests } from '../../http/problem'
import type { Trainee } from '../affiliations'

/** Enough for a day's work, too few to copy a list. */
const REVEAL_LIMIT = { limit: 60, windowMs: 24 * 60 * 60 * 1_000 }

/** A whole number for a purpose. What was looked at is recorded before it is shown; the number itself never is. */
export async function reveal(
  deps: Deps,
  of: Circumstances,
  trainee: Trainee,
  { field, purpose }: { readonly field: RevealedField; readonly purpose: string },
): Promise<string | null> {
  const attempt = await createAttempts(deps).take(attemptKey('reveal', String(of.actor.accountId)), REVEAL_LIMIT)
  if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds)
  await inTransaction(deps.db, (session) => {
    const subject = { kind: 'trainee', id: String(trainee._id) } as const
    const revealed = fact(of, { what: 'PersonalDataRevealed', subject, reason: purpose, details: { field } })
    return recordFacts(deps.db, [revealed], session)
  })
  const sealed = field === 'phone' ? trainee.sealedPhone : trainee.sealedResidentId
  return sealed && deps.vault.open(field, sealed)
}
