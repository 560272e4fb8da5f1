import type { EndpointGroup } from '../http'
import { LARGEST_IMPORT_BYTES } from './constants'

export const importEndpoints = {
  template: { method: 'GET', path: '/imports/templates/:kind', access: 'operator', givesFile: true },
  check: {
    method: 'POST',
    path: '/imports/:kind',
    access: 'operator',
    idempotency: 'natural',
    takesFile: { maxBytes: LARGEST_IMPORT_BYTES },
  },
  list: { method: 'GET', path: '/imports', access: 'operator' },
  get: { method: 'GET', path: '/imports/:importId', access: 'operator' },
  faults: { method: 'GET', path: '/imports/:importId/faults', access: 'operator' },
  failedRows: { method: 'GET', path: '/imports/:importId/failed-rows', access: 'operator', givesFile: true },
  start: { method: 'POST', path: '/imports/:importId/start', access: 'operator', idempotency: 'key' },
  undo: { method: 'POST', path: '/imports/:importId/undo', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
