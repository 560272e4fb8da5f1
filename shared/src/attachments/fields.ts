import { z } from 'zod'
import { id, instant } from '../http/fields'
import { ATTACHMENT_TYPES, ATTACHMENTS_MAX } from './constants'

/** A line of a thing's attachments. */
export const attachmentView = z.strictObject({
  id,
  name: z.string(),
  type: z.enum(ATTACHMENT_TYPES),
  sizeBytes: z.int(),
  uploadedAt: instant,
  /** Who uploaded it; `null` for the system. */
  operator: z.string().nullable(),
})

/** The uploads that belong to a thing, in a command that makes or changes it. */
export const attachmentIds = z
  .array(id)
  .max(ATTACHMENTS_MAX, { error: `附件最多 ${ATTACHMENTS_MAX} 个` })
  .refine((ids) => new Set(ids).size === ids.length, { error: '同一个附件出现了两次' })

export type AttachmentView = z.output<typeof attachmentView>
