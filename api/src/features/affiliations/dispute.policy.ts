import { type DisputeView, mayEscalate } from '@jijiao/shared/affiliations'
import { Types, trusted } from 'mongoose'
import { mayDo } from '../../auth/acting'
import type { OperatorActor, PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { regionOf } from '../organizations'
import { DISPUTE_OBJECTION } from './affiliation.policy'
import { type Dispute, disputeModel } from './dispute.model'

/** A unit sees what lies on its desk, an HR authority what was ever escalated in its region. */
export async function disputesVisibleTo(deps: Pick<Deps, 'db'>, actor: OperatorActor) {
  const { organizationId, kind } = actor.actingAs
  if (kind !== 'hrAuthority') return { holderId: new Types.ObjectId(organizationId) }
  return { regionCodes: await regionOf(deps, organizationId), escalatedAt: trusted({ $ne: null }) }
}

export async function findDispute(deps: Pick<Deps, 'db'>, disputeId: string, visible: object): Promise<Dispute> {
  const found = await disputeModel(deps.db)
    .findOne({ _id: disputeId, ...visible })
    .lean<Dispute | null>()
  if (!found) throw new Problem('not_found')
  return found
}

/** The unit decides what is open, the authority what is escalated. */
const isOnDeskOf = ({ actingAs }: OperatorActor, { state, kind, holderId }: Dispute) =>
  state === 'open' ? kind === 'binding' && holderId.equals(actingAs.organizationId) : actingAs.kind === 'hrAuthority'

/** Nobody decides their own dispute. */
export function assertMayDecide(actor: OperatorActor, dispute: Dispute, traineeAccountId: string | null) {
  if (!actor.actingAs.grants.includes('decide')) throw new Problem('not_allowed')
  if (actor.accountId === traineeAccountId) throw new Problem('own_submission')
  if (dispute.state !== 'open' && dispute.state !== 'escalated') throw new Problem('state_conflict')
  if (!isOnDeskOf(actor, dispute)) throw new Problem('not_allowed')
}

type Reader = { readonly actor: PersonActor; readonly traineeAccountId: string | null; readonly at: number }

export function disputeAbilities(dispute: Dispute, { actor, traineeAccountId, at }: Reader): DisputeView['abilities'] {
  const isPerson = actor.accountId === traineeAccountId
  const operator = actor.actingAs ? { ...actor, actingAs: actor.actingAs } : null
  const isUndecided = dispute.state === 'open' || dispute.state === 'escalated'
  const decides =
    isUndecided &&
    !isPerson &&
    operator !== null &&
    operator.actingAs.grants.includes('decide') &&
    isOnDeskOf(operator, dispute)
  return {
    uphold: decides,
    dismiss: decides,
    escalate: isPerson && operator === null && dispute.kind === 'binding' && mayEscalate(dispute, at) === 'yes',
    withdraw: isUndecided && isOpener(dispute, actor, traineeAccountId),
  }
}

/** Of a dispute the person, of an objection the former unit. */
export const isOpener = ({ kind, holderId }: Dispute, actor: PersonActor, traineeAccountId: string | null) =>
  kind === 'binding'
    ? actor.accountId === traineeAccountId
    : mayDo(actor, DISPUTE_OBJECTION) && String(holderId) === actor.actingAs?.organizationId
