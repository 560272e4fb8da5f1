import type { EndpointGroup } from '../http'

export const messageEndpoints = {
  list: { method: 'GET', path: '/messages', access: 'signedIn' },
  unreadCount: { method: 'GET', path: '/messages/unread-count', access: 'signedIn' },
  readAll: { method: 'POST', path: '/messages/read', access: 'signedIn', idempotency: 'natural' },
  read: { method: 'POST', path: '/messages/:messageId/read', access: 'signedIn', idempotency: 'natural' },
  consents: { method: 'GET', path: '/messages/consents', access: 'account' },
  recordConsents: { method: 'POST', path: '/messages/consents', access: 'account', idempotency: 'key' },
} as const satisfies EndpointGroup
