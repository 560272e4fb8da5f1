import type { EndpointGroup } from '../http'

export const leaveRequestEndpoints = {
  ask: { method: 'POST', path: '/my/leave-requests', access: 'person', idempotency: 'key' },
  mine: { method: 'GET', path: '/my/leave-requests', access: 'person' },
  withdraw: {
    method: 'POST',
    path: '/my/leave-requests/:leaveRequestId/withdraw',
    access: 'person',
    idempotency: 'key',
  },

  list: { method: 'GET', path: '/leave-requests', access: 'operator' },
  decide: { method: 'POST', path: '/leave-requests/decisions', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
