import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { type ClientSession, Types } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Affiliation, affiliationModel } from './affiliation.model'
import { searchedAs } from './affiliation.search'
import { tellTrainee } from './notices'
import { askRecount } from './recount'
import type { Trainee } from './trainee.model'

export type BindingUnit = { readonly _id: Types.ObjectId; readonly regionCode: string }

/** An affiliation that begins now, in the state `pending`. */
export const newAffiliation = (
  trainee: Trainee,
  unit: BindingUnit,
  { askedAt, origin, isTransfer = false }: Pick<Affiliation, 'askedAt' | 'origin'> & { readonly isTransfer?: boolean },
): Affiliation => ({
  _id: new Types.ObjectId(),
  traineeId: trainee._id,
  organizationId: unit._id,
  state: 'pending',
  origin,
  isTransfer,
  regionCodes: [...enclosingRegionCodes(unit.regionCode)],
  ...searchedAs(trainee),
  askedAt,
  decidedAt: null,
  decidedBy: null,
  endedAt: null,
  endedBy: null,
  movedToId: null,
  reason: null,
})

/** Binds at once whom the unit adds itself; a request to it that waits is thereby confirmed. */
export async function bindAdded(
  deps: Deps,
  of: Circumstances,
  trainee: Trainee,
  unit: BindingUnit,
  session: ClientSession,
  origin: 'added' | 'legacy' = 'added',
): Promise<Affiliation> {
  const bound = await activeAffiliationOf(deps, trainee._id, session)
  if (bound) throw new Problem(bound.organizationId.equals(unit._id) ? 'trainee_exists' : 'affiliated_elsewhere')
  await askRecount(deps, [trainee._id], session)
  const decided = { state: 'active' as const, decidedAt: of.at, decidedBy: accountOf(of) }
  const asked = await affiliationModel(deps.db)
    .findOneAndUpdate(
      { traineeId: trainee._id, organizationId: unit._id, state: 'pending' },
      { $set: decided },
      { returnDocument: 'after', session },
    )
    .lean<Affiliation | null>()
  if (asked) {
    await recordFacts(deps.db, [affiliationFact(of, 'AffiliationConfirmed', asked, 'pending')], session)
    await tellTrainee({ deps, of, session }, asked, 'confirmed')
    return asked
  }
  const added = { ...newAffiliation(trainee, unit, { askedAt: of.at, origin }), ...decided }
  await affiliationModel(deps.db).create([added], { session })
  await recordFacts(deps.db, [affiliationFact(of, 'TraineeAdded', added, null)], session)
  await tellTrainee({ deps, of, session }, added, 'added')
  return added
}

export const activeAffiliationOf = (deps: Pick<Deps, 'db'>, traineeId: Types.ObjectId, session: ClientSession | null) =>
  affiliationModel(deps.db).findOne({ traineeId, state: 'active' }).session(session).lean<Affiliation | null>().exec()

export const accountOf = ({ actor }: Circumstances) => (actor.accountId ? new Types.ObjectId(actor.accountId) : null)

export const affiliationFact = (of: Circumstances, what: Fact['what'], affiliation: Affiliation, from: string | null) =>
  fact(of, {
    what,
    subject: { kind: 'affiliation', id: String(affiliation._id) },
    organizationId: String(affiliation.organizationId),
    from,
    to: affiliation.state,
    reason: affiliation.reason,
    details: { traineeId: String(affiliation.traineeId) },
  })
