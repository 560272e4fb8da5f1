import type { Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import type { Trainee } from '../affiliations'
import { operatorsOf } from '../organizations'
import type { CreditRecord } from './record.model'

/** Whether nobody else of the organization may decide. */
export async function isSoleDecider(
  deps: Pick<Deps, 'db'>,
  { accountId, organizationId }: { readonly accountId: string | null; readonly organizationId: string },
): Promise<boolean> {
  const operators = await operatorsOf(deps.db, organizationId)
  return !operators.some(({ grants, accountId: one }) => grants.includes('decide') && String(one) !== accountId)
}

type Declared = Pick<CreditRecord, 'declaredBy' | 'decidedBy' | 'review'>

/** Whether a person has a hand in a record already: declared it, handed it in, gets its hours, or decided an earlier step. */
export const hasHandIn = (
  accountId: string | null,
  { declaredBy, decidedBy, review }: Declared,
  trainee: Pick<Trainee, 'accountId'>,
): boolean => {
  const earlier = review && review.index > 0 ? decidedBy : null
  const submitter = review?.submittedBy ?? null
  const hands: readonly (Types.ObjectId | null)[] = [declaredBy.accountId, submitter, trainee.accountId, earlier]
  return accountId === null ? declaredBy.accountId === null : hands.some((hand) => String(hand) === accountId)
}

/**
 * Who declares does not decide, even in another body's name. Where there is nobody else the decision stands with the
 * flag: answers whether it has to bear it.
 */
export async function assertOtherEyes(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { isOwn, organizationId }: { readonly isOwn: boolean; readonly organizationId: Types.ObjectId },
): Promise<boolean> {
  if (!isOwn) return false
  const { accountId } = of.actor
  if (await isSoleDecider(deps, { accountId, organizationId: String(organizationId) })) return true
  throw new Problem('own_declaration')
}
