import type { EndpointGroup } from '../http'

export const dishonestyEndpoints = {
  list: { method: 'GET', path: '/dishonesty-records', access: 'operator' },
  record: { method: 'POST', path: '/dishonesty-records', access: 'operator', idempotency: 'key' },
  mine: { method: 'GET', path: '/dishonesty-records/mine', access: 'person' },
  mineOne: { method: 'GET', path: '/dishonesty-records/mine/:recordId', access: 'person' },
  replyAsPerson: {
    method: 'POST',
    path: '/dishonesty-records/mine/:recordId/replies',
    access: 'person',
    idempotency: 'key',
  },
  get: { method: 'GET', path: '/dishonesty-records/:recordId', access: 'operator' },
  notify: { method: 'POST', path: '/dishonesty-records/:recordId/notify', access: 'operator', idempotency: 'key' },
  enforce: { method: 'POST', path: '/dishonesty-records/:recordId/enforce', access: 'operator', idempotency: 'key' },
  revoke: { method: 'POST', path: '/dishonesty-records/:recordId/revoke', access: 'operator', idempotency: 'key' },
  expire: { method: 'POST', path: '/dishonesty-records/:recordId/expire', access: 'operator', idempotency: 'key' },
  reply: { method: 'POST', path: '/dishonesty-records/:recordId/replies', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
