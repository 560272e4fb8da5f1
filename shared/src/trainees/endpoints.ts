import type { EndpointGroup } from '../http'

export const traineeEndpoints = {
  add: { method: 'POST', path: '/trainees', access: 'operator', idempotency: 'key' },
  myChanges: { method: 'GET', path: '/trainees/me/changes', access: 'person' },
  myReveals: { method: 'GET', path: '/trainees/me/reveals', access: 'person' },
  view: { method: 'GET', path: '/trainees/:traineeId', access: 'operator' },
  edit: { method: 'PUT', path: '/trainees/:traineeId', access: 'operator', idempotency: 'key' },
  changes: { method: 'GET', path: '/trainees/:traineeId/changes', access: 'operator' },
  reveal: { method: 'POST', path: '/trainees/:traineeId/reveal', access: 'operator' },
} as const satisfies EndpointGroup
