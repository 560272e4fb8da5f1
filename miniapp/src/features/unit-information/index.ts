export { RoleApplication } from './role-application'
export { RoleApplications } from './role-applications'
export { UnitInformation } from './unit-information'
