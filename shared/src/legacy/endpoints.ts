import type { EndpointGroup } from '../http'

export const legacyEndpoints = {
  bind: { method: 'POST', path: '/legacy/bindings', access: 'operator', idempotency: 'natural' },
  bindings: { method: 'GET', path: '/legacy/bindings', access: 'operator' },
  records: { method: 'GET', path: '/legacy/records', access: 'operator' },
  certificates: { method: 'GET', path: '/legacy/certificates', access: 'operator' },
  certificate: { method: 'GET', path: '/legacy/certificates/:certificateId', access: 'operator' },
  people: { method: 'GET', path: '/legacy/people', access: 'operator' },
  myRecords: { method: 'GET', path: '/legacy/mine/records', access: 'person' },
  myCertificates: { method: 'GET', path: '/legacy/mine/certificates', access: 'person' },
  myCertificate: { method: 'GET', path: '/legacy/mine/certificates/:certificateId', access: 'person' },
  claims: { method: 'GET', path: '/legacy/claims', access: 'operator' },
  decideClaim: {
    method: 'POST',
    path: '/legacy/claims/:claimId/decision',
    access: 'operator',
    idempotency: 'key',
  },
} as const satisfies EndpointGroup
