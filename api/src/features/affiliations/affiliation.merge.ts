import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { Types, trusted } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { affiliationFact, type BindingUnit } from './affiliation.bind'
import { finish } from './affiliation.endings'
import { type Affiliation, affiliationModel } from './affiliation.model'
import { tellTrainee } from './notices'

type Merge = {
  readonly fromId: Types.ObjectId
  readonly into: BindingUnit
  readonly reason: string
  readonly most: number
}

/**
 * Moves the next people of a merged unit, each in a transaction of their own, and answers whether there may be more. What
 * was moved is no longer found, so that a run that was cut off is simply run again.
 */
export async function moveAffiliations(deps: Deps, of: Circumstances, merge: Merge): Promise<boolean> {
  const waiting = await affiliationModel(deps.db)
    .find({ organizationId: merge.fromId, state: trusted({ $in: ['active', 'pending'] }) })
    .limit(merge.most)
    .lean<Affiliation[]>()
  for (const affiliation of waiting) {
    try {
      await (affiliation.state === 'active' ? moveBinding : moveRequest)(deps, of, affiliation, merge)
    } catch (error) {
      // Somebody left or was answered in this moment: the next run sees how it stands.
      if (!(error instanceof Problem)) throw error
    }
  }
  return waiting.length === merge.most
}

/** The binding ends where it was, for the history, and begins anew where the people are now. */
function moveBinding(deps: Deps, of: Circumstances, old: Affiliation, { fromId, into, reason }: Merge) {
  const moved: Affiliation = {
    ...old,
    _id: new Types.ObjectId(),
    organizationId: into._id,
    regionCodes: [...enclosingRegionCodes(into.regionCode)],
    origin: 'merged',
  }
  return inTransaction(deps.db, async (session) => {
    const own = { _id: old._id, organizationId: fromId }
    await finish(deps, of, own, { ending: 'merge', reason, movedToId: moved._id }, session)
    await affiliationModel(deps.db).create([moved], { session })
    await recordFacts(deps.db, [affiliationFact(of, 'AffiliationMoved', moved, null)], session)
    await tellTrainee({ deps, of, session }, moved, 'moved')
  })
}

/** A request waits on the other desk. */
function moveRequest(deps: Deps, of: Circumstances, { _id }: Affiliation, { fromId, into }: Merge) {
  return inTransaction(deps.db, async (session) => {
    const moved = await affiliationModel(deps.db)
      .findOneAndUpdate(
        { _id, organizationId: fromId, state: 'pending' },
        { $set: { organizationId: into._id, regionCodes: [...enclosingRegionCodes(into.regionCode)] } },
        { returnDocument: 'after', session },
      )
      .lean<Affiliation | null>()
    if (moved) await recordFacts(deps.db, [affiliationFact(of, 'AffiliationMoved', moved, 'pending')], session)
  })
}
