import { normalizeIdentifier } from '@jijiao/shared/identifiers'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { activeAffiliationOf } from './affiliation.bind'
import { pageOfAffiliations } from './affiliation.search'
import { isRestricted } from './restriction'
import { type Trainee, traineeModel } from './trainee.model'
import { activeMembers, type VisibleTrainees } from './trainee.queries'

export type BoundTrainee = { readonly trainee: Trainee; readonly organizationId: Types.ObjectId }

/** The trainee with the unit she is bound to now; `null` without one. */
export async function boundTrainee(
  deps: Pick<Deps, 'db'>,
  which: Pick<Trainee, '_id'> | Pick<Trainee, 'residentIdIndex'>,
): Promise<BoundTrainee | null> {
  const trainee = await traineeModel(deps.db).findOne(which).lean<Trainee | null>()
  const active = trainee && (await activeAffiliationOf(deps, trainee._id, null))
  return trainee && active ? { trainee, organizationId: active.organizationId } : null
}

type Identity = { readonly name: string; readonly residentId: string }

const indexOf = ({ vault }: Pick<Deps, 'vault'>, { residentId }: Identity) =>
  vault.blindIndex('residentId', normalizeIdentifier(residentId))

const isNamed = ({ nameKeys: keys }: Trainee, { name }: Identity) => keys.full === nameKeys(name).full

/** Finds by name and ID number together, as somebody who is not the unit knows a person. */
export async function boundTraineeByIdentity(
  deps: Pick<Deps, 'db' | 'vault'>,
  identity: Identity,
): Promise<BoundTrainee | null> {
  const found = await boundTrainee(deps, { residentIdIndex: indexOf(deps, identity) })
  return found && isNamed(found.trainee, identity) ? found : null
}

/**
 * The same for many, in their order, as of the transaction's snapshot. Whose data is only kept is not found: that there
 * is such a person is nobody else's business.
 */
export async function boundTraineesByIdentity(
  deps: Pick<Deps, 'db' | 'vault'>,
  identities: readonly Identity[],
  session: ClientSession,
): Promise<(BoundTrainee | null)[]> {
  const indexes = identities.map((identity) => indexOf(deps, identity))
  const found = await traineeModel(deps.db)
    .find({ residentIdIndex: trusted({ $in: indexes }) }, { _id: 1 }, { session })
    .lean<Pick<Trainee, '_id'>[]>()
  const members = await activeMembers(
    deps,
    found.map(({ _id }) => _id),
    session,
  )
  const byIndex = new Map(members.map((member) => [member.trainee.residentIdIndex, member]))
  return identities.map((identity, at) => {
    const member = byIndex.get(indexes[at] ?? '')
    return member && isNamed(member.trainee, identity) && !isRestricted(member.trainee) ? member : null
  })
}

/** Whom a unit or region has or had, by name or ID number; who finds too many types more. */
export async function traineeIdsNamed(deps: Deps, of: VisibleTrainees, typed: string): Promise<Types.ObjectId[]> {
  const pages = await Promise.all(
    (['active', 'ended'] as const).map((state) =>
      pageOfAffiliations(deps, { ...of, state }, { q: typed, limit: MOST_FOUND }, BY_NAME),
    ),
  )
  return pages.flatMap(({ data }) => data.map(({ traineeId }) => traineeId))
}
const MOST_FOUND = 200
const BY_NAME = { path: 'nameKeys.pinyin', direction: 1 } as const
