import { z } from 'zod'
import type { Contract } from '../http'
import { id } from '../http/contract'
import { UNCLAIMED_HOURS } from './constants'
import { attachmentEndpoints as endpoints } from './endpoints'
import { attachmentView } from './fields'

const params = z.strictObject({ attachmentId: id })

export const attachmentContract = {
  upload: {
    ...endpoints.upload,
    summary: `Upload a file; the command of the thing that it belongs to claims it within ${UNCLAIMED_HOURS} hours`,
    answer: attachmentView,
    status: 201,
    problems: ['attachment_type_refused', 'too_many_unclaimed'],
  },
  open: {
    ...endpoints.open,
    summary: 'The file itself, for those who may see what it belongs to, or who uploaded it',
    params,
  },
  remove: {
    ...endpoints.remove,
    summary: 'Delete an own upload that nothing has claimed; what is claimed goes by changing the thing',
    params,
    problems: ['attachment_claimed'],
  },
} as const satisfies Contract
