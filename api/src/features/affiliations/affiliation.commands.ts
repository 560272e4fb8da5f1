import { AFFILIATION_LIFECYCLE, type AffiliationDecision } from '@jijiao/shared/affiliations'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { findUnit } from '../organizations'
import { accountOf, affiliationFact, newAffiliation } from './affiliation.bind'
import { type Affiliation, affiliationModel } from './affiliation.model'
import { isComplete } from './affiliation.presenter'
import type { Trainee } from './trainee.model'

/** A trainee asks a unit. Asking while bound elsewhere is allowed: the unit learns of it when it confirms. */
export async function requestAffiliation(
  deps: Deps,
  of: Circumstances,
  trainee: Trainee,
  organizationId: string,
): Promise<Affiliation> {
  if (!isComplete(trainee)) throw new Problem('profile_incomplete')
  const unit = await findUnit(deps, { organizationId })
  if (!unit) throw new Problem('organization_not_found')
  const affiliation = newAffiliation(trainee, unit, { askedAt: of.at, origin: 'asked' })
  try {
    return await inTransaction(deps.db, async (session) => {
      const bound = { traineeId: trainee._id, organizationId: affiliation.organizationId, state: 'active' as const }
      if (await affiliationModel(deps.db).exists(bound).session(session)) throw new Problem('already_affiliated')
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
 * Whoever is bound to another unit cannot be confirmed before that unit unbinds (`affiliated_elsewhere`).
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
      const change = { decidedAt: of.at, decidedBy: accountOf(of), reason: given.reason }
      const moved = await move(deps, own, given.decision, change, session)
      await recordFacts(deps.db, [affiliationFact(of, DECISION_FACTS[given.decision], moved, 'pending')], session)
      return moved
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('affiliated_elsewhere')
    throw error
  }
}

/** Unbinds a trainee. Enrolments stay: a class that has begun is finished. */
export async function endAffiliation(
  deps: Deps,
  of: Circumstances,
  given: { readonly affiliationId: string; readonly organizationId: string; readonly reason: string | null },
): Promise<Affiliation> {
  const own = { _id: new Types.ObjectId(given.affiliationId), organizationId: new Types.ObjectId(given.organizationId) }
  return inTransaction(deps.db, async (session) => {
    const moved = await move(deps, own, 'end', { endedAt: of.at, reason: given.reason }, session)
    await recordFacts(deps.db, [affiliationFact(of, 'AffiliationEnded', moved, 'active')], session)
    return moved
  })
}

type Own = { _id: Types.ObjectId } & ({ traineeId: Types.ObjectId } | { organizationId: Types.ObjectId })

async function move(
  deps: Deps,
  own: Own,
  action: keyof typeof AFFILIATION_LIFECYCLE,
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
  if (moved) return moved
  const isThere = await affiliationModel(deps.db).exists(own).session(session)
  throw new Problem(isThere ? 'state_conflict' : 'not_found')
}
