import type { EndpointGroup } from '../http'

export const courseEndpoints = {
  list: { method: 'GET', path: '/courses', access: 'account' },
  create: { method: 'POST', path: '/courses', access: 'operator', idempotency: 'key' },
  get: { method: 'GET', path: '/courses/:courseId', access: 'account' },
  edit: { method: 'PUT', path: '/courses/:courseId', access: 'operator', idempotency: 'key' },
  retire: { method: 'POST', path: '/courses/:courseId/retire', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
