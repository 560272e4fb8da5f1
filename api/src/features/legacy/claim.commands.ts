import { LEGACY_CLAIM_LIFECYCLE } from '@jijiao/shared/legacy'
import { type ClientSession, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { noticesTo, notify } from '../../outbox'
import { operatorAccountIds } from '../organizations'
import { type LegacyClaim, legacyClaimModel, legacyUnitModel } from './legacy.model'
import { BINDING } from './legacy.policy'
import { askTakeoversAnew } from './takeover.job'

type Decision = { readonly decision: keyof typeof LEGACY_CLAIM_LIFECYCLE; readonly opinion: string }

/** Moves the old unit to the claimant, or leaves it where it is; once. */
export async function decideClaim(
  deps: Deps,
  of: Circumstances,
  claim: LegacyClaim,
  { decision, opinion }: Decision,
): Promise<LegacyClaim> {
  const { from, to } = LEGACY_CLAIM_LIFECYCLE[decision]
  return inTransaction(deps.db, async (session) => {
    const decided = await legacyClaimModel(deps.db)
      .findOneAndUpdate(
        { _id: claim._id, state: trusted({ $in: [...from] }) },
        { $set: { state: to, decidedAt: of.at, opinion } },
        { returnDocument: 'after', session },
      )
      .lean<LegacyClaim | null>()
    if (!decided) throw new Problem('state_conflict')
    if (decision === 'grant') {
      const moved = await legacyUnitModel(deps.db).updateOne(
        { _id: claim.unitId, organizationId: claim.holderId },
        { $set: { organizationId: claim.claimantId, boundAt: of.at } },
        { session },
      )
      // It went to somebody else meanwhile: this claim was about another holder.
      if (moved.matchedCount === 0) throw new Problem('state_conflict')
      await askTakeoversAnew(deps, of, claim.unitId, session)
    }
    const what = decision === 'grant' ? 'LegacyClaimGranted' : 'LegacyClaimRefused'
    const subject = { kind: 'legacyClaim', id: String(claim._id) } as const
    await recordFacts(deps.db, [fact(of, { what, subject, from: 'open', to, reason: opinion })], session)
    await tellBoth(deps, of, decided, session)
    return decided
  })
}

/** Those of either unit who bind old units. */
async function tellBoth(deps: Deps, of: Circumstances, claim: LegacyClaim, session: ClientSession) {
  const { unitName: unit, claimantName: claimant, holderName: holder, opinion } = claim
  const accountIds = await Promise.all(
    [claim.claimantId, claim.holderId].map((unitId) => operatorAccountIds(deps, unitId, BINDING.grant, session)),
  )
  const notices =
    claim.state === 'granted'
      ? noticesTo(accountIds.flat(), { kind: 'legacyClaimGranted', data: { unit, claimant, opinion } })
      : noticesTo(accountIds.flat(), { kind: 'legacyClaimRefused', data: { unit, holder, opinion } })
  await notify(deps, of, notices, session)
}
