import type { OperatorBindingView, OrganizationCard } from '@jijiao/shared/organizations'
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
})

export const operatorBindingView = (
  { operator, organization }: { readonly operator: Operator; readonly organization: Organization },
  { isRealName }: { readonly isRealName: boolean },
): OperatorBindingView => ({
  id: String(operator._id),
  organizationId: String(organization._id),
  organizationName: organization.name,
  kind: organization.kind,
  state: operator.state,
  grants: operator.grants,
  abilities: { actAs: operator.state === 'active' && isRealName },
})
