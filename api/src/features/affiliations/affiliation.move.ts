import { AFFILIATION_LIFECYCLE, type AffiliationAction } from '@jijiao/shared/affiliations'
import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Affiliation, affiliationModel } from './affiliation.model'
import { askRecount } from './recount'

export type OwnAffiliation = { _id: Types.ObjectId } & (
  | { traineeId: Types.ObjectId }
  | { organizationId: Types.ObjectId }
)

/** One step of the lifecycle, for who has a right to this affiliation; of two at once one finds nothing to move. */
export async function move(
  deps: Pick<Deps, 'db'>,
  own: OwnAffiliation,
  action: AffiliationAction,
  change: Partial<Affiliation>,
  session: ClientSession,
): Promise<Affiliation> {
  const { from, to } = AFFILIATION_LIFECYCLE[action]
  const moved = await affiliationModel(deps.db)
    .findOneAndUpdate(
      { ...own, state: trusted({ $in: [...from] }) },
      { $set: { ...change, state: to } },
      { returnDocument: 'after', session },
    )
    .lean<Affiliation | null>()
  if (moved) {
    await askRecount(deps, [moved.traineeId], session)
    return moved
  }
  const isThere = await affiliationModel(deps.db).exists(own).session(session)
  throw new Problem(isThere ? 'state_conflict' : 'not_found')
}
