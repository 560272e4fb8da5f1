import type { EndpointGroup } from '../http'

export const timetableEndpoints = {
  set: { method: 'PUT', path: '/classes/:classId/timetable', access: 'operator', idempotency: 'key' },
  cancelSession: {
    method: 'POST',
    path: '/attendance-sessions/:sessionId/cancel',
    access: 'operator',
    idempotency: 'key',
  },
} as const satisfies EndpointGroup
