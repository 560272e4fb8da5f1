import { nameKeys } from '@jijiao/shared/text/pinyin'
import type { Types } from 'mongoose'
import type { Deps } from '../../deps'
import { activeAffiliationOf } from './affiliation.bind'
import { pageOfAffiliations } from './affiliation.search'
import { type Trainee, traineeModel } from './trainee.model'
import type { VisibleTrainees } from './trainee.queries'

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

/** Finds by name and ID number together, as somebody who is not the unit knows a person. */
export async function boundTraineeByIdentity(
  deps: Pick<Deps, 'db' | 'vault'>,
  { name, residentId }: { readonly name: string; readonly residentId: string },
): Promise<BoundTrainee | null> {
  const found = await boundTrainee(deps, {
    residentIdIndex: deps.vault.blindIndex('residentId', residentId.toUpperCase()),
  })
  return found?.trainee.nameKeys.full === nameKeys(name).full ? found : null
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
