import type { EndpointGroup } from '../http'

export const auditLogEndpoints = {
  list: { method: 'GET', path: '/organizations/:organizationId/audit-facts', access: 'signedIn' },
} as const satisfies EndpointGroup
