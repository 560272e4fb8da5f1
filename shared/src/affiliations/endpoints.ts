import type { EndpointGroup } from '../http'

export const affiliationEndpoints = {
  profile: { method: 'GET', path: '/trainees/me', access: 'person' },
  saveProfile: { method: 'PUT', path: '/trainees/me', access: 'person', idempotency: 'key' },
  trainees: { method: 'GET', path: '/trainees', access: 'operator' },

  ask: { method: 'POST', path: '/affiliations', access: 'person', idempotency: 'key' },
  mine: { method: 'GET', path: '/affiliations/mine', access: 'person' },
  withdraw: { method: 'POST', path: '/affiliations/:affiliationId/withdraw', access: 'person', idempotency: 'key' },

  leave: { method: 'POST', path: '/affiliations/:affiliationId/leave', access: 'person', idempotency: 'key' },

  requests: { method: 'GET', path: '/affiliations', access: 'operator' },
  decide: { method: 'POST', path: '/affiliations/decisions', access: 'operator', idempotency: 'key' },
  end: { method: 'POST', path: '/affiliations/:affiliationId/end', access: 'operator', idempotency: 'key' },

  dispute: { method: 'POST', path: '/affiliations/:affiliationId/dispute', access: 'person', idempotency: 'key' },
  object: { method: 'POST', path: '/affiliations/:affiliationId/objection', access: 'operator', idempotency: 'key' },
  disputes: { method: 'GET', path: '/disputes', access: 'operator' },
  myDisputes: { method: 'GET', path: '/disputes/mine', access: 'person' },
  decideDispute: { method: 'POST', path: '/disputes/:disputeId/decision', access: 'operator', idempotency: 'key' },
  escalateDispute: { method: 'POST', path: '/disputes/:disputeId/escalate', access: 'person', idempotency: 'key' },
  withdrawDispute: { method: 'POST', path: '/disputes/:disputeId/withdraw', access: 'person', idempotency: 'key' },
} as const satisfies EndpointGroup
