import type { EndpointGroup } from '../http'
import { ATTACHMENT_MAX_BYTES } from './constants'

export const attachmentEndpoints = {
  upload: {
    method: 'POST',
    path: '/attachments',
    access: 'signedIn',
    idempotency: 'key',
    takesFile: { maxBytes: ATTACHMENT_MAX_BYTES },
  },
  open: { method: 'GET', path: '/attachments/:attachmentId/content', access: 'signedIn', givesFile: true },
  remove: { method: 'DELETE', path: '/attachments/:attachmentId', access: 'signedIn', idempotency: 'key' },
} as const satisfies EndpointGroup
