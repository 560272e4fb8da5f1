import type { EndpointGroup } from '../http'

export const timetableEndpoints = {
  set: { method: 'PUT', path: '/classes/:classId/timetable', access: 'operator', idempotency: 'key' },
  teacherConflicts: { method: 'GET', path: '/classes/:classId/timetable/teacher-conflicts', access: 'operator' },
  cancelSession: {
    method: 'POST',
    path: '/attendance-sessions/:sessionId/cancel',
    access: 'operator',
    idempotency: 'key',
  },
} as const satisfies EndpointGroup
