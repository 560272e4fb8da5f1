import type { EndpointGroup } from '../http'

export const creditRecordEndpoints = {
  mine: { method: 'GET', path: '/my/records', access: 'person' },
  mineOne: { method: 'GET', path: '/my/records/:recordId', access: 'person' },
  declareMine: { method: 'POST', path: '/my/records', access: 'person', idempotency: 'key' },
  editMine: { method: 'PUT', path: '/my/records/:recordId', access: 'person', idempotency: 'key' },
  removeMine: { method: 'DELETE', path: '/my/records/:recordId', access: 'person', idempotency: 'key' },
  submitMine: { method: 'POST', path: '/my/records/:recordId/submit', access: 'person', idempotency: 'key' },
  withdrawMine: { method: 'POST', path: '/my/records/:recordId/withdraw', access: 'person', idempotency: 'key' },

  toDecide: { method: 'GET', path: '/records/to-decide', access: 'operator' },
  recognized: { method: 'GET', path: '/records/recognized', access: 'operator' },
  declared: { method: 'GET', path: '/records', access: 'operator' },
  create: { method: 'POST', path: '/records', access: 'operator', idempotency: 'key' },
  confirm: { method: 'POST', path: '/records/confirmations', access: 'operator', idempotency: 'key' },
  decide: { method: 'POST', path: '/records/decisions', access: 'operator', idempotency: 'key' },
  get: { method: 'GET', path: '/records/:recordId', access: 'operator' },
  edit: { method: 'PUT', path: '/records/:recordId', access: 'operator', idempotency: 'key' },
  remove: { method: 'DELETE', path: '/records/:recordId', access: 'operator', idempotency: 'key' },
  submit: { method: 'POST', path: '/records/:recordId/submit', access: 'operator', idempotency: 'key' },
  withdraw: { method: 'POST', path: '/records/:recordId/withdraw', access: 'operator', idempotency: 'key' },
  correct: { method: 'POST', path: '/records/:recordId/corrections', access: 'operator', idempotency: 'key' },
  askRevocation: { method: 'POST', path: '/records/:recordId/revocation', access: 'operator', idempotency: 'key' },
  decideRevocation: {
    method: 'POST',
    path: '/records/:recordId/revocation/decision',
    access: 'operator',
    idempotency: 'key',
  },
} as const satisfies EndpointGroup
