import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { trusted } from 'mongoose'
import type { AccountActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Organization, organizationModel } from '../organizations'

/**
 * The organization's own account reads its log, and the HR authorities of its region do. Its operators know that it
 * exists and may not; for anybody else there is nothing here.
 */
export async function assertMayRead(
  deps: Pick<Deps, 'db'>,
  actor: AccountActor,
  organizationId: string,
): Promise<void> {
  if (actor.unitAccountOf === organizationId) return
  const { actingAs } = actor
  if (actingAs?.organizationId === organizationId) throw new Problem('not_allowed')
  if (actingAs?.kind !== 'hrAuthority') throw new Problem('not_found')
  const read = await organizationModel(deps.db)
    .findById(organizationId, { regionCode: 1 })
    .lean<Pick<Organization, 'regionCode'> | null>()
  const around = read ? [...enclosingRegionCodes(read.regionCode)] : []
  const isOfRegion = await organizationModel(deps.db).exists({
    _id: actingAs.organizationId,
    regionCode: trusted({ $in: around }),
  })
  if (!isOfRegion) throw new Problem('not_found')
}
