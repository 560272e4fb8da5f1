import type { EndpointGroup } from '../http'

export const organizationEndpoints = {
  search: { method: 'GET', path: '/organizations', access: 'account' },
  view: { method: 'GET', path: '/organizations/:organizationId', access: 'public' },
  findByJoinCode: { method: 'GET', path: '/organizations/by-join-code/:joinCode', access: 'public' },
  joinCode: { method: 'GET', path: '/organizations/current/join-code', access: 'operator' },
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
