import type { EndpointGroup } from '../http'

export const approvalEndpoints = {
  list: { method: 'GET', path: '/approvals', access: 'operator' },
  counts: { method: 'GET', path: '/approvals/counts', access: 'operator' },
  calendar: { method: 'GET', path: '/approvals/calendar', access: 'signedIn' },
  decide: { method: 'POST', path: '/approvals/decisions', access: 'operator', idempotency: 'key' },
  nudge: { method: 'POST', path: '/approvals/nudges', access: 'person', idempotency: 'key' },
  colleagues: { method: 'GET', path: '/approvals/colleagues', access: 'operator' },
  handOver: { method: 'POST', path: '/approvals/hand-overs', access: 'operator', idempotency: 'key' },

  reasons: { method: 'GET', path: '/approvals/reasons', access: 'operator' },
  saveReason: { method: 'POST', path: '/approvals/reasons', access: 'operator', idempotency: 'natural' },
  removeReason: { method: 'DELETE', path: '/approvals/reasons/:reasonId', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
