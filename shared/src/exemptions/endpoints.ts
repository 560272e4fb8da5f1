import type { EndpointGroup } from '../http'

export const exemptionEndpoints = {
  list: { method: 'GET', path: '/exemptions', access: 'operator' },
  grant: { method: 'POST', path: '/exemptions', access: 'operator', idempotency: 'key' },
  mine: { method: 'GET', path: '/exemptions/mine', access: 'person' },
  kinds: { method: 'GET', path: '/exemptions/kinds/:traineeId', access: 'operator' },
  get: { method: 'GET', path: '/exemptions/:exemptionId', access: 'operator' },
  revoke: { method: 'POST', path: '/exemptions/:exemptionId/revoke', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
