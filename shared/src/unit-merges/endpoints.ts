import type { EndpointGroup } from '../http'

export const unitMergeEndpoints = {
  start: { method: 'POST', path: '/unit-merges', access: 'operator', idempotency: 'key' },
  list: { method: 'GET', path: '/unit-merges', access: 'operator' },
  continue: { method: 'POST', path: '/unit-merges/:mergeId/continue', access: 'operator', idempotency: 'natural' },
} as const satisfies EndpointGroup
