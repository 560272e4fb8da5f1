import type { EndpointGroup } from '../http'

export const jobEndpoints = {
  list: { method: 'GET', path: '/jobs', access: 'signedIn' },
  get: { method: 'GET', path: '/jobs/:jobId', access: 'signedIn' },
} as const satisfies EndpointGroup
