import type { EndpointGroup } from '../http'

export const ruleSetEndpoints = {
  applicable: { method: 'GET', path: '/rule-sets/applicable', access: 'public' },
  list: { method: 'GET', path: '/rule-sets', access: 'public' },
  create: { method: 'POST', path: '/rule-sets', access: 'operator', idempotency: 'key' },
  get: { method: 'GET', path: '/rule-sets/:key', access: 'public' },
  history: { method: 'GET', path: '/rule-sets/:key/versions', access: 'public' },
  getVersion: { method: 'GET', path: '/rule-sets/:key/versions/:version', access: 'public' },
  correct: { method: 'PUT', path: '/rule-sets/:key', access: 'operator', idempotency: 'key' },
  confirm: { method: 'POST', path: '/rule-sets/:key/confirm', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
