import type { EndpointGroup } from '../http'

export const teacherEndpoints = {
  list: { method: 'GET', path: '/teachers', access: 'operator' },
  add: { method: 'POST', path: '/teachers', access: 'operator', idempotency: 'key' },
  get: { method: 'GET', path: '/teachers/:teacherId', access: 'operator' },
  edit: { method: 'PUT', path: '/teachers/:teacherId', access: 'operator', idempotency: 'key' },
  enable: { method: 'POST', path: '/teachers/:teacherId/enable', access: 'operator', idempotency: 'key' },
  disable: { method: 'POST', path: '/teachers/:teacherId/disable', access: 'operator', idempotency: 'key' },
  remove: { method: 'DELETE', path: '/teachers/:teacherId', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
