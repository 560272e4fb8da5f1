import { organizationContract } from '@jijiao/shared/organizations/contract'
import { defineFeature } from '../../feature'
import { informationRoutes } from './information.routes'
import { operatorModel } from './operator.model'
import { lapseJob } from './operator-lapse'
import { organizationModel } from './organization.model'
import { organizationRoutes } from './organization.routes'
import { organizationPersonalData } from './personal-data'
import { roleApplicationFileOwner } from './role-application.files'
import { roleApplicationModel } from './role-application.model'
import { roleApplicationTodo } from './role-application.todo'
import { organizationUnitData } from './unit-data'

export { confirmRoleApplication } from './information.commands'
export { findUnit, hrAuthorityAround, organizationNames, pageOfUnitsWithin, regionOf } from './lookup'
export { bindOperator, unbindOperator } from './operator.commands'
export { type Operator, operatorModel } from './operator.model'
export { findActingAs, findOrganizationByCode, operatorAccountIds, operatorsOf } from './operator.queries'
export { cancelOperator, changeGrants, inviteOperator } from './operator-invitation.commands'
export {
  createOrganization,
  insertOrganization,
  isKnownOrganization,
  type NewOrganization,
  newOrganization,
} from './organization.commands'
export { type Organization, organizationModel } from './organization.model'
export { mergeOrganization } from './organization.names'
export { searchKeysOf } from './search'

export const organizations = defineFeature({
  name: 'organizations',
  contract: organizationContract,
  collections: [organizationModel, operatorModel, roleApplicationModel],
  personalData: organizationPersonalData,
  attachmentOwners: (deps) => [roleApplicationFileOwner(deps)],
  todoSources: (deps) => [roleApplicationTodo(deps)],
  jobs: (deps) => [lapseJob(deps)],
  unitData: organizationUnitData,
  routes: (deps) => ({ ...organizationRoutes(deps), ...informationRoutes(deps) }),
})
