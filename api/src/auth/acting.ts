import type { OperatorGrant, OrganizationKind } from '@jijiao/shared/organizations'
import { Types } from 'mongoose'
import { Problem } from '../http/problem'
import type { AccountActor, OperatorActor } from './actor'

/** Who does a kind of work: operators with this grant of such organizations. */
export type Work = { readonly kinds: readonly OrganizationKind[]; readonly grant: OperatorGrant }

export const mayDo = ({ actingAs }: Pick<AccountActor, 'actingAs'>, { kinds, grant }: Work): boolean =>
  actingAs !== null && kinds.includes(actingAs.kind) && actingAs.grants.includes(grant)

export function assertMayDo(actor: OperatorActor, work: Work) {
  if (!mayDo(actor, work)) throw new Problem('not_allowed')
}

/** The things of the organization acted for. */
export const ownedBy = ({ actingAs }: OperatorActor) => ({
  organizationId: new Types.ObjectId(actingAs.organizationId),
})
