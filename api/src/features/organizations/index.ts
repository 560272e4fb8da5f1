import { organizationContract } from '@jijiao/shared/organizations/contract'
import { defineFeature } from '../../feature'
import { operatorModel } from './operator.model'
import { organizationModel } from './organization.model'
import { organizationRoutes } from './organization.routes'

export { findUnit, organizationNames } from './lookup'
export { bindOperator, unbindOperator } from './operator.commands'
export { findActingAs, findOrganizationByCode, operatorsOf } from './operator.queries'
export {
  createOrganization,
  insertOrganization,
  isKnownOrganization,
  type NewOrganization,
  newOrganization,
} from './organization.commands'
export { type Organization, organizationModel } from './organization.model'

export const organizations = defineFeature({
  name: 'organizations',
  contract: organizationContract,
  collections: [organizationModel, operatorModel],
  routes: organizationRoutes,
})
