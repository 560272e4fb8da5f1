import type { DisputeView } from '@jijiao/shared/affiliations'
import type { PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { organizationNames } from '../organizations'
import { presentPerson } from './affiliation.presenter'
import type { Dispute } from './dispute.model'
import { disputeAbilities } from './dispute.policy'
import { traineesById } from './trainee.queries'

const iso = (instant: Date | null) => instant?.toISOString() ?? null

export async function presentDisputes(
  deps: Deps,
  actor: PersonActor,
  disputes: readonly Dispute[],
  at: number,
): Promise<DisputeView[]> {
  const [trainees, names] = await Promise.all([
    traineesById(
      deps,
      disputes.map(({ traineeId }) => traineeId),
    ),
    organizationNames(
      deps,
      disputes.flatMap(({ organizationId, holderId }) => [organizationId, holderId]),
    ),
  ])
  const bodyOf = (id: unknown) => ({ id: String(id), name: names.get(String(id)) ?? '' })
  return disputes.map((dispute) => {
    const { kind, organizationId, holderId } = dispute
    const trainee = trainees.get(String(dispute.traineeId))
    if (!trainee) throw new Error(`the trainee of dispute ${dispute._id} is gone`)
    const { name, residentId } = presentPerson(deps, trainee)
    const isFormerUnit = kind === 'transfer' && String(holderId) === actor.actingAs?.organizationId
    const traineeAccountId = trainee.accountId && String(trainee.accountId)
    return {
      id: String(dispute._id),
      kind,
      state: dispute.state,
      affiliationId: String(dispute.affiliationId),
      trainee: { id: String(trainee._id), name, residentId },
      organization: isFormerUnit ? null : bodyOf(organizationId),
      objector: kind === 'transfer' ? bodyOf(holderId) : null,
      reason: dispute.reason,
      openedAt: dispute.openedAt.toISOString(),
      escalatedAt: iso(dispute.escalatedAt),
      decidedAt: iso(dispute.decidedAt),
      opinion: dispute.opinion,
      abilities: disputeAbilities(dispute, { actor, traineeAccountId, at }),
    }
  })
}
