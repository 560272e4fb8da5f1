import type { EndpointGroup } from '../http'

export const organizationEndpoints = {
  search: { method: 'GET', path: '/organizations', access: 'account' },
  view: { method: 'GET', path: '/organizations/:organizationId', access: 'public' },
  setAliases: {
    method: 'PUT',
    path: '/organizations/:organizationId/aliases',
    access: 'operator',
    idempotency: 'natural',
  },
  findByJoinCode: { method: 'GET', path: '/organizations/by-join-code/:joinCode', access: 'public' },
  joinCode: { method: 'GET', path: '/organizations/current/join-code', access: 'operator' },
  unitInformation: { method: 'GET', path: '/organizations/current/information', access: 'signedIn' },
  saveUnitInformation: {
    method: 'PUT',
    path: '/organizations/current/information',
    access: 'signedIn',
    idempotency: 'key',
  },
  roleApplication: { method: 'GET', path: '/organizations/current/role-application', access: 'applicant' },
  saveRoleApplication: {
    method: 'PUT',
    path: '/organizations/current/role-application',
    access: 'applicant',
    idempotency: 'key',
  },
  confirmRoleApplication: {
    method: 'POST',
    path: '/organizations/current/role-application/confirm',
    access: 'applicant',
    idempotency: 'key',
  },
  roleApplications: { method: 'GET', path: '/role-applications', access: 'operator' },
  decideRoleApplication: {
    method: 'POST',
    path: '/role-applications/:roleApplicationId/decision',
    access: 'operator',
    idempotency: 'key',
  },
  myBindings: { method: 'GET', path: '/operator-bindings/mine', access: 'account' },
  acceptBinding: {
    method: 'POST',
    path: '/operator-bindings/:operatorId/accept',
    access: 'person',
    idempotency: 'key',
  },
  refuseBinding: {
    method: 'POST',
    path: '/operator-bindings/:operatorId/refuse',
    access: 'person',
    idempotency: 'key',
  },
} as const satisfies EndpointGroup
