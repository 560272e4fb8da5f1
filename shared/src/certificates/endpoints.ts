import type { EndpointGroup } from '../http'

export const certificateEndpoints = {
  list: { method: 'GET', path: '/certificates', access: 'operator' },
  issue: { method: 'POST', path: '/certificates', access: 'operator', idempotency: 'key' },
  recount: { method: 'POST', path: '/certificates/recount', access: 'operator', idempotency: 'key' },
  recountYear: { method: 'POST', path: '/certificates/recount-year', access: 'operator', idempotency: 'key' },
  recountRows: { method: 'GET', path: '/certificates/recounts/:jobId', access: 'operator' },
  print: { method: 'POST', path: '/certificates/print', access: 'person', idempotency: 'natural' },
  mine: { method: 'GET', path: '/my/certificates', access: 'person' },
  get: { method: 'GET', path: '/certificates/:certificateId', access: 'person' },
  regenerate: {
    method: 'POST',
    path: '/certificates/:certificateId/regenerate',
    access: 'operator',
    idempotency: 'key',
  },
  suspend: { method: 'POST', path: '/certificates/:certificateId/suspend', access: 'operator', idempotency: 'key' },
  resume: { method: 'POST', path: '/certificates/:certificateId/resume', access: 'operator', idempotency: 'key' },
  revoke: { method: 'POST', path: '/certificates/:certificateId/revoke', access: 'operator', idempotency: 'key' },

  verify: { method: 'GET', path: '/certificate-verifications/:verificationId', access: 'public' },
  verifyNumber: { method: 'POST', path: '/certificate-verifications', access: 'public', idempotency: 'natural' },
  verifyCode: { method: 'POST', path: '/certificate-verifications/code', access: 'public', idempotency: 'natural' },
} as const satisfies EndpointGroup
