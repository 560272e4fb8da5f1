import type { EndpointGroup } from '../http'

export const assessmentEndpoints = {
  list: { method: 'GET', path: '/classes/:classId/results', access: 'operator' },
  enter: { method: 'PUT', path: '/classes/:classId/results', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
