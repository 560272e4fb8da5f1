import type { EndpointGroup } from '../http'

export const classEndpoints = {
  list: { method: 'GET', path: '/classes', access: 'operator' },
  create: { method: 'POST', path: '/classes', access: 'operator', idempotency: 'key' },
  get: { method: 'GET', path: '/classes/:classId', access: 'operator' },
  edit: { method: 'PUT', path: '/classes/:classId', access: 'operator', idempotency: 'key' },
  open: { method: 'POST', path: '/classes/:classId/open', access: 'operator', idempotency: 'key' },

  setAttendanceRule: {
    method: 'PUT',
    path: '/classes/:classId/attendance-rule',
    access: 'operator',
    idempotency: 'key',
  },

  enrollments: { method: 'GET', path: '/classes/:classId/enrollments', access: 'operator' },
  enrol: { method: 'POST', path: '/classes/:classId/enrollments', access: 'operator', idempotency: 'natural' },
  enrolByIdentity: {
    method: 'POST',
    path: '/classes/:classId/enrollments/by-identity',
    access: 'operator',
    idempotency: 'natural',
  },
  withdraw: {
    method: 'POST',
    path: '/classes/:classId/enrollments/withdraw',
    access: 'operator',
    idempotency: 'natural',
  },

  mine: { method: 'GET', path: '/my/classes', access: 'person' },
} as const satisfies EndpointGroup
