import type { EndpointGroup } from '../http'

export const spotCheckEndpoints = {
  draw: { method: 'POST', path: '/classes/:classId/spot-checks', access: 'operator', idempotency: 'key' },
  list: { method: 'GET', path: '/classes/:classId/spot-checks', access: 'operator' },
  get: { method: 'GET', path: '/spot-checks/:spotCheckId', access: 'operator' },
  record: { method: 'PUT', path: '/spot-checks/:spotCheckId/findings', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
