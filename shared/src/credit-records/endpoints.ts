import type { EndpointGroup } from '../http'

export const creditRecordEndpoints = {
  mine: { method: 'GET', path: '/my/records', access: 'person' },
  mineOne: { method: 'GET', path: '/my/records/:recordId', access: 'person' },
} as const satisfies EndpointGroup
