import type { EndpointGroup } from '../http'

/** What a unit account does with the unit's operators; their own answers are in `organizationEndpoints`. */
export const operatorEndpoints = {
  find: { method: 'POST', path: '/operators/candidates', access: 'unitAccount', idempotency: 'natural' },
  invite: { method: 'POST', path: '/operators', access: 'unitAccount', idempotency: 'key' },
  list: { method: 'GET', path: '/operators', access: 'unitAccount' },
  changeGrants: { method: 'PUT', path: '/operators/:operatorId/grants', access: 'unitAccount', idempotency: 'key' },
  cancel: { method: 'POST', path: '/operators/:operatorId/cancel', access: 'unitAccount', idempotency: 'key' },
} as const satisfies EndpointGroup
