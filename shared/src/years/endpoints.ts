import type { EndpointGroup } from '../http'

export const yearEndpoints = {
  mine: { method: 'GET', path: '/my/years/:year', access: 'person' },
  standings: { method: 'GET', path: '/years/:year/standings', access: 'operator' },
  summary: { method: 'GET', path: '/years/:year/summary', access: 'operator' },
  units: { method: 'GET', path: '/years/:year/units', access: 'operator' },
  ofTrainee: { method: 'GET', path: '/years/:year/trainees/:traineeId', access: 'operator' },
  recount: { method: 'POST', path: '/years/:year/recount', access: 'operator', idempotency: 'natural' },
  remindable: { method: 'GET', path: '/years/:year/reminders', access: 'operator' },
  remind: { method: 'POST', path: '/years/:year/reminders', access: 'operator', idempotency: 'key' },
  remindAll: { method: 'POST', path: '/years/:year/reminders/all', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
