import { AFFILIATION_LIFECYCLE } from '@jijiao/shared/affiliations'
import { type ClientSession, type Types, trusted } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import type { Deps } from '../../deps'
import { affiliationFact } from './affiliation.bind'
import { type Affiliation, affiliationModel } from './affiliation.model'
import { disputeModel } from './dispute.model'
import { tellEnded } from './notices'
import { askRecount } from './recount'

/** A unit unbinds many in one step; answers `false`, and ends none, when one is not bound any more or disputes it. */
export async function endTogether(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { bound, reason }: { readonly bound: readonly Affiliation[]; readonly reason: string },
  session: ClientSession,
): Promise<boolean> {
  const ids: Types.ObjectId[] = bound.map(({ _id }) => _id)
  const isDisputed = await disputeModel(deps.db)
    .exists({ affiliationId: trusted({ $in: ids }), state: trusted({ $in: ['open', 'escalated'] }) })
    .session(session)
  if (isDisputed) return false
  const { from, to } = AFFILIATION_LIFECYCLE.end
  const change = { state: to, endedAt: of.at, endedBy: 'end' as const, reason }
  const ended = await affiliationModel(deps.db).updateMany(
    { _id: trusted({ $in: ids }), state: trusted({ $in: [...from] }) },
    { $set: change },
    { session },
  )
  if (ended.modifiedCount !== bound.length) return false
  const after = bound.map((affiliation) => ({ ...affiliation, ...change }))
  await askRecount(
    deps,
    after.map(({ traineeId }) => traineeId),
    session,
  )
  const facts = after.map((affiliation) => affiliationFact(of, 'AffiliationEnded', affiliation, 'active'))
  await recordFacts(deps.db, facts, session)
  await tellEnded({ deps, of, session }, after)
  return true
}
