import { lapseOf, type OperatorBindingView, type OrganizationCard, operatorStateAt } from '@jijiao/shared/organizations'
import { regionName } from '@jijiao/shared/regions'
import type { Operator } from './operator.model'
import type { Organization } from './organization.model'

export const organizationCard = (organization: Organization): OrganizationCard => ({
  id: String(organization._id),
  kind: organization.kind,
  name: organization.name,
  aliases: organization.aliases,
  code: organization.code,
  regionCode: organization.regionCode,
  regionName: regionName(organization.regionCode) || organization.regionCode,
  mergedInto: organization.mergedInto
    ? { id: String(organization.mergedInto.organizationId), name: organization.mergedInto.name }
    : null,
})

export const operatorBindingView = (
  { operator, organization }: { readonly operator: Operator; readonly organization: Organization },
  { isRealName, at }: { readonly isRealName: boolean; readonly at: number },
): OperatorBindingView => {
  const state = operatorStateAt(operator, at)
  const isWaiting = state === 'pending'
  return {
    id: String(operator._id),
    organizationId: String(organization._id),
    organizationName: organization.name,
    kind: organization.kind,
    state,
    grants: operator.grants,
    invitedAt: operator.invitedAt.toISOString(),
    lapsesAt: isWaiting ? new Date(lapseOf(operator.invitedAt.getTime())).toISOString() : null,
    abilities: {
      actAs: state === 'active' && isRealName,
      accept: isWaiting && isRealName,
      refuse: isWaiting && isRealName,
    },
  }
}
