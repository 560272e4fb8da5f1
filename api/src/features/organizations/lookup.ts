import { type Types, trusted } from 'mongoose'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Organization, organizationModel } from './organization.model'

type UnitKey = { readonly organizationId?: string | undefined; readonly joinCode?: string | undefined }

type FoundUnit = Pick<Organization, '_id' | 'name' | 'regionCode'>

/**
 * The unit that people can be bound to, by its id or the code of its QR; of a duplicate the one it was merged into.
 * `null` for any other kind of organization.
 */
export async function findUnit(
  deps: Pick<Deps, 'db'>,
  { organizationId, joinCode }: UnitKey,
): Promise<FoundUnit | null> {
  const key = joinCode === undefined ? { _id: organizationId } : { joinCode }
  const found = await organizationModel(deps.db)
    .findOne({ ...key, kind: 'unit' }, { name: 1, regionCode: 1, mergedInto: 1 })
    .lean<(FoundUnit & Pick<Organization, 'mergedInto'>) | null>()
  return found?.mergedInto ? findUnit(deps, { organizationId: String(found.mergedInto.organizationId) }) : found
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

/** The HR authority of the innermost of these regions that has one; regions from the province down. */
export async function hrAuthorityAround(
  deps: Pick<Deps, 'db'>,
  regionCodes: readonly string[],
): Promise<FoundUnit | null> {
  const found = await organizationModel(deps.db)
    .find({ kind: 'hrAuthority', regionCode: trusted({ $in: [...regionCodes] }) }, { name: 1, regionCode: 1 })
    .sort({ _id: 1 })
    .lean<FoundUnit[]>()
  const nearness = ({ regionCode }: FoundUnit) => regionCodes.indexOf(regionCode)
  return found.sort((one, other) => nearness(other) - nearness(one))[0] ?? null
}

/** The units of a region and of those within it, by the code of theirs. */
export async function pageOfUnitsWithin(deps: Pick<Deps, 'db'>, regionCode: string, query: PageQuery) {
  const prefix = regionCode.replace(/(?:00){1,2}$/, '')
  const found = await organizationModel(deps.db)
    .find(
      {
        kind: 'unit',
        $and: [
          { regionCode: trusted({ $gte: prefix.padEnd(6, '0'), $lte: prefix.padEnd(6, '9') }) },
          afterCursor(query.cursor, { path: 'regionCode', direction: 1 }),
        ],
      },
      { name: 1, regionCode: 1 },
    )
    .sort({ regionCode: 1, _id: 1 })
    .limit(query.limit + 1)
    .lean<Pick<Organization, '_id' | 'name' | 'regionCode'>[]>()
  return cutPage(found, query.limit, (unit) => ({ value: unit.regionCode, id: String(unit._id) }))
}
