import type { EndpointGroup } from '../http'

export const myDataEndpoints = {
  overview: { method: 'GET', path: '/my/data', access: 'account' },
  exportAll: { method: 'POST', path: '/my/data/export', access: 'account', givesFile: true },
  liftRestriction: { method: 'DELETE', path: '/my/data/restriction', access: 'person', idempotency: 'natural' },

  submit: { method: 'POST', path: '/my/data-requests', access: 'person', idempotency: 'key' },
  mine: { method: 'GET', path: '/my/data-requests', access: 'person' },
  withdraw: { method: 'POST', path: '/my/data-requests/:dataRequestId/withdraw', access: 'person', idempotency: 'key' },

  closure: { method: 'GET', path: '/my/closure', access: 'account' },
  close: { method: 'POST', path: '/my/closure', access: 'account' },

  consents: { method: 'GET', path: '/my/consents', access: 'account' },
  acceptNotice: { method: 'POST', path: '/my/consents/notice', access: 'account', idempotency: 'natural' },
  consentToLocation: { method: 'POST', path: '/my/consents/location', access: 'account', idempotency: 'natural' },
  withdrawConsent: { method: 'DELETE', path: '/my/consents/:purpose', access: 'account', idempotency: 'natural' },

  list: { method: 'GET', path: '/data-requests', access: 'operator' },
  get: { method: 'GET', path: '/data-requests/:dataRequestId', access: 'operator' },
  decide: { method: 'POST', path: '/data-requests/:dataRequestId/decision', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
