import { pdf } from '../../support/files'
import { PERSONAL, SIGNED_IN } from '../personas'
import type { Rows } from '../row'

export const attachmentRows: Rows = {
  upload: { may: SIGNED_IN, input: () => ({ file: new Blob([new Uint8Array(pdf())]) }) },
  open: { may: ['declarer'], on: 'attachment', input: (_, { id }) => ({ params: { attachmentId: id } }) },
  remove: { may: ['declarer'], on: 'attachment', input: (_, { id }) => ({ params: { attachmentId: id } }) },
}

export const messageRows: Rows = {
  list: { may: SIGNED_IN },
  unreadCount: { may: SIGNED_IN },
  readAll: { may: SIGNED_IN, input: () => ({ body: { upToId: '0'.repeat(24) } }) },
  read: { may: ['declarer'], on: 'message', input: (_, { id }) => ({ params: { messageId: id } }) },
  consents: { may: PERSONAL },
  recordConsents: { may: PERSONAL, input: () => ({ body: { accepted: [] } }) },
}

export const jobRows: Rows = {
  list: { may: SIGNED_IN },
  /** Asked for on behalf of the unit by one of its operators: a colleague has her own. */
  get: { may: ['declarer'], on: 'job', input: (_, { id }) => ({ params: { jobId: id } }) },
}

export const auditLogRows: Rows = {
  list: {
    may: ['unitAccount', 'hr'],
    on: 'unitItself',
    input: (_, { id }) => ({ params: { organizationId: id } }),
  },
}
