import { AFFILIATION_LIFECYCLE, type AffiliationAction, mayObject } from '@jijiao/shared/affiliations'
import { Types } from 'mongoose'
import { mayDo, type Work } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { regionOf } from '../organizations'
import type { Affiliation } from './affiliation.model'
import type { VisibleTrainees } from './trainee.queries'

type OperatorAction = 'confirm' | 'refuse' | 'end'

/** What an operator may see: the affiliations of the unit acted for. Anything else is absent, not forbidden. */
export const visibleTo = (actor: OperatorActor) => ({
  organizationId: new Types.ObjectId(actor.actingAs.organizationId),
})

/** Whose trainees the actor may look at: the unit's own, or read-only those of the authority's region. */
export async function traineesVisibleTo(deps: Pick<Deps, 'db'>, actor: OperatorActor): Promise<VisibleTrainees> {
  if (actor.actingAs.kind !== 'hrAuthority') return visibleTo(actor)
  return { regionCodes: await regionOf(deps, actor.actingAs.organizationId) }
}

/** Maintaining profiles is the unit's own business. */
export const TRAINEE_MAINTENANCE: Work = { kinds: ['unit'], grant: 'operate' }

export const isInStateFor = (action: AffiliationAction, affiliation: Pick<Affiliation, 'state'>) =>
  (AFFILIATION_LIFECYCLE[action].from as readonly string[]).includes(affiliation.state)

const may = (actor: OperatorActor, action: OperatorAction) =>
  mayDo(actor, { kinds: ['unit'], grant: AFFILIATION_LIFECYCLE[action].by })

export const can = (actor: OperatorActor, action: OperatorAction, affiliation: Pick<Affiliation, 'state'>) =>
  may(actor, action) && isInStateFor(action, affiliation)

export function assertMay(actor: OperatorActor, action: OperatorAction) {
  if (!may(actor, action)) throw new Problem('not_allowed')
}

/** The former unit may object to a change of unit, for a while. */
export const canObject = (actor: OperatorActor, { endedBy, endedAt }: Affiliation, at: number) =>
  mayDo(actor, DISPUTE_OBJECTION) && endedBy === 'transfer' && endedAt !== null && mayObject(endedAt, at)

export const DISPUTE_OBJECTION: Work = { kinds: ['unit'], grant: 'decide' }
