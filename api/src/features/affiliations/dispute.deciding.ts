import type { DisputeDecision } from '@jijiao/shared/affiliations'
import type { Circumstances } from '../../audit'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { decideDispute } from './dispute.commands'
import type { Dispute } from './dispute.model'
import { assertMayDecide, disputesVisibleTo, findDispute } from './dispute.policy'
import { traineesById } from './trainee.queries'

type Given = { readonly disputeId: string; readonly decision: DisputeDecision; readonly opinion: string }

/** Decides a dispute that lies on the operator's desk: absent first, then forbidden. */
export async function decideDisputeAs(
  deps: Deps,
  actor: OperatorActor,
  of: Circumstances,
  { disputeId, ...decision }: Given,
): Promise<Dispute> {
  const dispute = await findDispute(deps, disputeId, await disputesVisibleTo(deps, actor))
  assertMayDecide(actor, dispute, await accountOfTrainee(deps, dispute))
  return decideDispute(deps, of, dispute, decision)
}

export async function accountOfTrainee(deps: Deps, { traineeId }: Dispute): Promise<string | null> {
  const accountId = (await traineesById(deps, [traineeId])).get(String(traineeId))?.accountId
  return accountId ? String(accountId) : null
}
