import type { AffiliationEnding } from '@jijiao/shared/affiliations'
import { type ClientSession, Types } from 'mongoose'
import { type Circumstances, type Fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { affiliationFact } from './affiliation.bind'
import type { Affiliation } from './affiliation.model'
import { move, type OwnAffiliation } from './affiliation.move'
import { settleDisputes } from './dispute.settle'
import { tellFormerUnit, tellTrainee } from './notices'

const FACTS = {
  end: 'AffiliationEnded',
  leave: 'TraineeLeft',
  transfer: 'TraineeTransferred',
  uphold: 'AffiliationEnded',
  merge: 'AffiliationMoved',
} as const satisfies Record<AffiliationEnding, Fact['what']>

type Ending = {
  readonly ending: AffiliationEnding
  readonly reason: string | null
  readonly movedToId?: Types.ObjectId
}

/**
 * Ends one binding; many that a unit ends in one step go through `endTogether`. Enrolments stay: a class that has begun is
 * finished.
 */
export async function finish(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  own: OwnAffiliation,
  { ending, reason, movedToId }: Ending,
  session: ClientSession,
): Promise<Affiliation> {
  const change = { endedAt: of.at, endedBy: ending, reason, movedToId: movedToId ?? null }
  const ended = await move(deps, own, ending, change, session)
  await settleDisputes(deps, of, { affiliationId: ended._id, isUnbound: ending === 'end' }, session)
  await recordFacts(deps.db, [affiliationFact(of, FACTS[ending], ended, 'active')], session)
  const telling = { deps, of, session }
  if (ending === 'end') await tellTrainee(telling, ended, 'ended')
  if (ending === 'leave') await tellFormerUnit(telling, ended, 'left')
  if (ending === 'transfer') await tellFormerUnit(telling, ended, 'transferred')
  return ended
}

type Given = { readonly affiliationId: string; readonly reason: string | null }

/** The unit unbinds a trainee. */
export const endAffiliation = (
  deps: Deps,
  of: Circumstances,
  { affiliationId, organizationId, reason }: Given & { readonly organizationId: string },
): Promise<Affiliation> => {
  const own = { _id: new Types.ObjectId(affiliationId), organizationId: new Types.ObjectId(organizationId) }
  return inTransaction(deps.db, (session) => finish(deps, of, own, { ending: 'end', reason }, session))
}

/** The trainee leaves the unit. */
export const leaveUnit = (
  deps: Deps,
  of: Circumstances,
  { affiliationId, traineeId, reason }: Given & { readonly traineeId: string },
): Promise<Affiliation> => {
  const own = { _id: new Types.ObjectId(affiliationId), traineeId: new Types.ObjectId(traineeId) }
  return inTransaction(deps.db, (session) => finish(deps, of, own, { ending: 'leave', reason }, session))
}
