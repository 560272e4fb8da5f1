import type { EndpointGroup } from '../http'

/** Of the unit's own login. A second request while one runs is refused, and nothing is kept of the password. */
export const unitExportEndpoints = {
  list: { method: 'GET', path: '/unit-exports', access: 'unitAccount' },
  ask: { method: 'POST', path: '/unit-exports', access: 'unitAccount', idempotency: 'natural' },
  get: { method: 'GET', path: '/unit-exports/:unitExportId', access: 'unitAccount' },
  download: { method: 'GET', path: '/unit-exports/:unitExportId/file', access: 'unitAccount', givesFile: true },
} as const satisfies EndpointGroup
