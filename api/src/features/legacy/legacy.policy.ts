import { Types, trusted } from 'mongoose'
import { mayDo, type Work } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Organization, organizationModel } from '../organizations'
import { type LegacyClaim, legacyClaimModel, legacyUnitModel } from './legacy.model'

export const BINDING: Work = { kinds: ['unit'], grant: 'operate' }
/** A print shows the whole ID number. */
export const PRINTING: Work = { kinds: ['unit'], grant: 'operate' }
export const DECIDING: Work = { kinds: ['hrAuthority'], grant: 'decide' }

/** What belongs to the old units that the organization has taken over. */
export async function visibleTo(deps: Pick<Deps, 'db'>, { actingAs }: OperatorActor) {
  const units = await legacyUnitModel(deps.db)
    .find({ organizationId: new Types.ObjectId(actingAs.organizationId) }, { _id: 1 })
    .lean()
  const ids = units.map(({ _id }) => _id)
  // One value and not a list of one, so that the index gives the order too.
  return { unitId: ids.length === 1 && ids[0] ? ids[0] : trusted({ $in: ids }) }
}

/** The claims that the HR authority of a region around the claimant decides. */
export async function claimsVisibleTo(deps: Pick<Deps, 'db'>, { actingAs }: OperatorActor) {
  if (actingAs.kind !== 'hrAuthority') throw new Problem('not_allowed')
  const authority = await organizationModel(deps.db)
    .findById(actingAs.organizationId, { regionCode: 1 })
    .orFail()
    .lean<Pick<Organization, 'regionCode'>>()
  return { regionCodes: authority.regionCode }
}

export async function findVisibleClaim(deps: Deps, actor: OperatorActor, claimId: string): Promise<LegacyClaim> {
  const visible = await claimsVisibleTo(deps, actor)
  const found = await legacyClaimModel(deps.db)
    .findOne({ _id: claimId, ...visible })
    .lean<LegacyClaim | null>()
  if (!found) throw new Problem('not_found')
  return found
}

export const mayDecide = (actor: OperatorActor, claim: LegacyClaim) => claim.state === 'open' && mayDo(actor, DECIDING)
