import { assertMayDo, mayDo, ownedBy, type Work } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type SpotCheck, spotCheckModel } from './spot-check.model'

/** The HR authority checks the classes of its region, a unit or provider its own. */
const CHECKING: Work = { kinds: ['hrAuthority', 'unit', 'provider'], grant: 'operate' }

export const mayCheck = (actor: OperatorActor) => mayDo(actor, CHECKING)
export const assertMayCheck = (actor: OperatorActor) => assertMayDo(actor, CHECKING)

/** Each organization sees what it has drawn itself: an authority's check does not announce itself to the unit. */
export async function findVisibleSpotCheck(deps: Deps, actor: OperatorActor, spotCheckId: string): Promise<SpotCheck> {
  const found = await spotCheckModel(deps.db)
    .findOne({ _id: spotCheckId, ...ownedBy(actor) })
    .lean<SpotCheck | null>()
  if (!found) throw new Problem('not_found')
  return found
}
