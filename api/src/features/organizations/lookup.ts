import { type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Organization, organizationModel } from './organization.model'

type UnitKey = { readonly organizationId?: string | undefined; readonly joinCode?: string | undefined }

/** The unit that people can be bound to, by its id or the code of its QR; `null` for any other kind of organization. */
export async function findUnit(deps: Pick<Deps, 'db'>, { organizationId, joinCode }: UnitKey) {
  const key = joinCode === undefined ? { _id: organizationId } : { joinCode }
  return organizationModel(deps.db)
    .findOne({ ...key, kind: 'unit' }, { name: 1, regionCode: 1 })
    .lean<Pick<Organization, '_id' | 'name' | 'regionCode'> | null>()
}

/** Where an organization is, GB/T 2260. */
export async function regionOf(deps: Pick<Deps, 'db'>, organizationId: string): Promise<string> {
  const found = await organizationModel(deps.db)
    .findById(organizationId, { regionCode: 1 })
    .lean<Pick<Organization, 'regionCode'> | null>()
  if (!found) throw new Problem('not_found')
  return found.regionCode
}

/** Names by organization id, for lists that show whose a thing is. */
export async function organizationNames(
  deps: Pick<Deps, 'db'>,
  ids: readonly Types.ObjectId[],
): Promise<ReadonlyMap<string, string>> {
  const found = await organizationModel(deps.db)
    .find({ _id: trusted({ $in: [...ids] }) }, { name: 1 })
    .lean<Pick<Organization, '_id' | 'name'>[]>()
  return new Map(found.map(({ _id, name }) => [String(_id), name]))
}
