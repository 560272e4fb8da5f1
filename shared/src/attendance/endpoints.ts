import type { EndpointGroup } from '../http'

export const attendanceEndpoints = {
  planSession: {
    method: 'POST',
    path: '/classes/:classId/attendance-sessions',
    access: 'operator',
    idempotency: 'key',
  },
  listSessions: { method: 'GET', path: '/classes/:classId/attendance-sessions', access: 'operator' },
  getSession: { method: 'GET', path: '/attendance-sessions/:sessionId', access: 'operator' },
  moveSession: { method: 'POST', path: '/attendance-sessions/:sessionId/moves', access: 'operator' },
  getCode: { method: 'GET', path: '/attendance-sessions/:sessionId/code', access: 'operator' },
  linkScreen: { method: 'POST', path: '/attendance-sessions/:sessionId/screen-link', access: 'operator' },
  getScreen: { method: 'GET', path: '/screens/:sessionId/:screenToken', access: 'public' },
  getRoll: { method: 'GET', path: '/attendance-sessions/:sessionId/roll', access: 'operator' },
  mark: { method: 'PUT', path: '/attendance-sessions/:sessionId/marks', access: 'operator', idempotency: 'natural' },
  decideLateScans: { method: 'POST', path: '/attendance-sessions/:sessionId/late-scans', access: 'operator' },
  checkIn: { method: 'POST', path: '/check-ins', access: 'person', idempotency: 'natural' },
  tellPlace: {
    method: 'PUT',
    path: '/my/attendance-sessions/:sessionId/place',
    access: 'person',
    idempotency: 'natural',
  },
  listMySessions: { method: 'GET', path: '/my/attendance-sessions', access: 'person' },
} as const satisfies EndpointGroup
