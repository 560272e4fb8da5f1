import { AFFILIATION_LIFECYCLE, type AffiliationAction } from '@jijiao/shared/affiliations'
import { Types } from 'mongoose'
import type { OperatorActor } from '../../auth/actor'
import { Problem } from '../../http/problem'
import type { Affiliation } from './affiliation.model'

type OperatorAction = Exclude<AffiliationAction, 'withdraw'>

/** What an operator may see: the affiliations of the unit acted for. Anything else is absent, not forbidden. */
export const visibleTo = (actor: OperatorActor) => ({
  organizationId: new Types.ObjectId(actor.actingAs.organizationId),
})

export const isInStateFor = (action: AffiliationAction, affiliation: Pick<Affiliation, 'state'>) =>
  (AFFILIATION_LIFECYCLE[action].from as readonly string[]).includes(affiliation.state)

const may = (actor: OperatorActor, action: OperatorAction) =>
  actor.actingAs.grants.includes(AFFILIATION_LIFECYCLE[action].by)

export const can = (actor: OperatorActor, action: OperatorAction, affiliation: Pick<Affiliation, 'state'>) =>
  may(actor, action) && isInStateFor(action, affiliation)

export function assertMay(actor: OperatorActor, action: OperatorAction) {
  if (!may(actor, action)) throw new Problem('not_allowed')
}
