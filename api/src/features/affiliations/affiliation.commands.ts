import type { AffiliationDecision } from '@jijiao/shared/affiliations'
import { type ClientSession, Types } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { findUnit } from '../organizations'
import { accountOf, activeAffiliationOf, affiliationFact, newAffiliation } from './affiliation.bind'
import { finish } from './affiliation.endings'
import { type Affiliation, affiliationModel } from './affiliation.model'
import { move, type OwnAffiliation } from './affiliation.move'
import { isComplete } from './affiliation.presenter'
import { tellTrainee } from './notices'
import type { Trainee } from './trainee.model'

/** A trainee asks a unit: to be bound to it or, when bound already, to change to it. */
export async function requestAffiliation(
  deps: Deps,
  of: Circumstances,
  trainee: Trainee,
  organizationId: string,
  { isTransfer = false }: { readonly isTransfer?: boolean } = {},
): Promise<Affiliation> {
  if (!isComplete(trainee)) throw new Problem('profile_incomplete')
  const unit = await findUnit(deps, { organizationId })
  if (!unit) throw new Problem('organization_not_found')
  try {
    return await inTransaction(deps.db, async (session) => {
      const bound = await activeAffiliationOf(deps, trainee._id, session)
      if (bound?.organizationId.equals(unit._id)) throw new Problem('already_affiliated')
      if (bound && !isTransfer) throw new Problem('transfer_unconfirmed')
      const affiliation = newAffiliation(trainee, unit, { askedAt: of.at, origin: 'asked', isTransfer: bound !== null })
      await affiliationModel(deps.db).create([affiliation], { session })
      await recordFacts(deps.db, [affiliationFact(of, 'AffiliationRequested', affiliation, null)], session)
      return affiliation
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('affiliation_pending')
    throw error
  }
}

export async function withdrawAffiliation(
  deps: Deps,
  of: Circumstances,
  given: { readonly affiliationId: string; readonly traineeId: string },
): Promise<Affiliation> {
  const own = { _id: new Types.ObjectId(given.affiliationId), traineeId: new Types.ObjectId(given.traineeId) }
  return inTransaction(deps.db, async (session) => {
    const moved = await move(deps, own, 'withdraw', { endedAt: of.at }, session)
    await recordFacts(deps.db, [affiliationFact(of, 'AffiliationWithdrawn', moved, 'pending')], session)
    return moved
  })
}

const DECISION_FACTS = { confirm: 'AffiliationConfirmed', refuse: 'AffiliationRefused' } as const

/**
 * The unit's answer to one request. Of two who decide at once one wins, the other is refused with `state_conflict`.
 * Who asked to change unit is bound here and unbound there in one step; who was bound elsewhere after asking is refused
 * (`affiliated_elsewhere`), for that was not asked.
 */
export async function decideAffiliation(
  deps: Deps,
  of: Circumstances,
  given: {
    readonly affiliationId: string
    readonly organizationId: string
    readonly decision: AffiliationDecision
    readonly reason: string | null
  },
): Promise<Affiliation> {
  const own = { _id: new Types.ObjectId(given.affiliationId), organizationId: new Types.ObjectId(given.organizationId) }
  try {
    return await inTransaction(deps.db, async (session) => {
      if (given.decision === 'confirm') await endFormer(deps, of, own, session)
      const change = { decidedAt: of.at, decidedBy: accountOf(of), reason: given.reason }
      const moved = await move(deps, own, given.decision, change, session)
      await recordFacts(deps.db, [affiliationFact(of, DECISION_FACTS[given.decision], moved, 'pending')], session)
      await tellTrainee({ deps, of, session }, moved, given.decision === 'confirm' ? 'confirmed' : 'refused')
      return moved
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('affiliated_elsewhere')
    throw error
  }
}

async function endFormer(deps: Deps, of: Circumstances, own: OwnAffiliation, session: ClientSession) {
  const asked = await affiliationModel(deps.db)
    .findOne({ ...own, state: 'pending' }, null, { session })
    .lean<Affiliation | null>()
  const bound = asked && (await activeAffiliationOf(deps, asked.traineeId, session))
  if (!asked || !bound) return
  if (!asked.isTransfer) throw new Problem('affiliated_elsewhere')
  const former = { _id: bound._id, traineeId: bound.traineeId }
  await finish(deps, of, former, { ending: 'transfer', reason: null, movedToId: asked._id }, session)
}
