import type { EndpointGroup } from '../http'

export const classEndingEndpoints = {
  preview: { method: 'GET', path: '/classes/:classId/closing', access: 'operator' },
  close: { method: 'POST', path: '/classes/:classId/close', access: 'operator', idempotency: 'key' },
  reopen: { method: 'POST', path: '/classes/:classId/reopen', access: 'operator', idempotency: 'key' },
  cancel: { method: 'POST', path: '/classes/:classId/cancel', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
