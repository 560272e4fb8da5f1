import { Types, trusted } from 'mongoose'
import { type TodoSource, todoStream } from '../../approvals'
import type { Deps } from '../../deps'
import { hrAuthorityAround } from '../organizations'
import { decideClaim } from './claim.commands'
import { type LegacyClaim, legacyClaimModel } from './legacy.model'
import { claimsVisibleTo, DECIDING, findVisibleClaim, mayDecide } from './legacy.policy'

const titleOf = ({ unitName, holderName }: LegacyClaim) => `认领旧系统单位“${unitName}”（现归${holderName}）`

/** A claim always speaks against the unit that has the old one now. */
export function legacyClaimTodo(deps: Deps): TodoSource {
  const Claims = legacyClaimModel(deps.db)
  const open = { state: 'open' } as const
  return {
    kind: 'legacyClaim',
    subjectKind: 'legacyClaim',
    work: DECIDING,
    async streams(actor) {
      return { conflicts: todoStream(Claims, { ...(await claimsVisibleTo(deps, actor)), ...open }, 'askedAt') }
    },
    async rows(actor, ids) {
      if (actor.actingAs.kind !== 'hrAuthority') return []
      const found = await Claims.find({
        ...(await claimsVisibleTo(deps, actor)),
        ...open,
        _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }),
      }).lean<LegacyClaim[]>()
      return found.map((claim) => ({
        id: String(claim._id),
        askedAt: claim.askedAt,
        title: titleOf(claim),
        asker: claim.claimantName,
        neededOn: null,
        hasConflict: true,
        version: null,
        link: { page: 'legacyClaims', params: {} },
        mayDecide: mayDecide(actor, claim),
      }))
    },
    async decide(actor, of, { id, decision, reason }) {
      const claim = await findVisibleClaim(deps, actor, id)
      return decideClaim(deps, of, claim, { decision: decision === 'approve' ? 'grant' : 'refuse', opinion: reason })
    },
    async asked({ actingAs }, id) {
      if (!actingAs) return null
      const own = { _id: id, claimantId: new Types.ObjectId(actingAs.organizationId), ...open }
      const claim = await Claims.findOne(own).lean<LegacyClaim | null>()
      const authority = claim && (await hrAuthorityAround(deps, claim.regionCodes))
      if (!claim || !authority) return null
      return { title: titleOf(claim), asker: claim.claimantName, askedAt: claim.askedAt, deciderId: authority._id }
    },
  }
}
