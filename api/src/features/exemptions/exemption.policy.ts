import { isWithin } from '@jijiao/shared/regions'
import { Types } from 'mongoose'
import { mayDo, type Work } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { boundTrainee } from '../affiliations'
import { regionOf } from '../organizations'
import { type Exemption, exemptionModel } from './exemption.model'

/** The unit for its own trainees, the HR authority for those of its region. */
export const EXEMPTING: Work = { kinds: ['unit', 'hrAuthority'], grant: 'decide' }

export const visibleTo = ({ actingAs }: OperatorActor) => ({ seenBy: new Types.ObjectId(actingAs.organizationId) })

export const mayRevoke = (actor: OperatorActor, { organizationId, state }: Exemption) =>
  mayDo(actor, EXEMPTING) && String(organizationId) === actor.actingAs.organizationId && state === 'granted'

export async function findVisible(deps: Pick<Deps, 'db'>, actor: OperatorActor, id: string): Promise<Exemption> {
  const found = await exemptionModel(deps.db)
    .findOne({ _id: id, ...visibleTo(actor) })
    .lean<Exemption | null>()
  if (!found) throw new Problem('not_found')
  return found
}

/** Whom the actor may exempt, with the unit's region; anybody else is absent. */
export async function findExemptible(deps: Pick<Deps, 'db'>, { actingAs }: OperatorActor, traineeId: string) {
  const bound = await boundTrainee(deps, { _id: new Types.ObjectId(traineeId) })
  if (!bound) throw new Problem('not_found')
  const regionCode = await regionOf(deps, String(bound.organizationId))
  const isOwn = String(bound.organizationId) === actingAs.organizationId
  const isOfRegion =
    actingAs.kind === 'hrAuthority' && isWithin(regionCode, await regionOf(deps, actingAs.organizationId))
  if (!isOwn && !isOfRegion) throw new Problem('not_found')
  return { ...bound, regionCode }
}
export type Exemptible = Awaited<ReturnType<typeof findExemptible>>
