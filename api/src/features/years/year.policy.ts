import { isWithin } from '@jijiao/shared/regions'
import { Types } from 'mongoose'
import { assertMayDo, mayDo, type Work } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { findUnit, regionOf } from '../organizations'

const kindOf = ({ actingAs }: OperatorActor) => actingAs.kind

/** The unit whose people's years are asked for: the own one, or for an HR authority one of its region. */
export async function unitToLookAt(
  deps: Deps,
  actor: OperatorActor,
  asked: string | undefined,
): Promise<Types.ObjectId> {
  const own = actor.actingAs.organizationId
  if (kindOf(actor) === 'unit') {
    if (asked !== undefined && asked !== own) throw new Problem('not_found')
    return new Types.ObjectId(own)
  }
  assertIsAuthority(actor)
  const unit = asked === undefined ? null : await findUnit(deps, { organizationId: asked })
  if (!unit || !isWithin(unit.regionCode, await regionOf(deps, own))) throw new Problem('not_found')
  return unit._id
}

/** Others than the unit itself and the HR authority have nothing to do with it. */
export function assertIsAuthority(actor: OperatorActor) {
  if (kindOf(actor) !== 'hrAuthority') throw new Problem('not_allowed')
}

const COUNTING: Work = { kinds: ['unit'], grant: 'operate' }
export const REMINDING: Work = COUNTING
export const mayCount = (actor: OperatorActor) => mayDo(actor, COUNTING)
export const assertMayCount = (actor: OperatorActor) => assertMayDo(actor, COUNTING)
export const mayRemind = (actor: OperatorActor) => mayDo(actor, REMINDING)
export const assertMayRemind = (actor: OperatorActor) => assertMayDo(actor, REMINDING)
