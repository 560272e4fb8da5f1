import type { AttachmentView } from '@jijiao/shared/attachments'
import type { Attachment } from './attachment.model'

export const presentAttachment = (attachment: Attachment): AttachmentView => ({
  id: String(attachment._id),
  name: attachment.name,
  type: attachment.type,
  sizeBytes: attachment.sizeBytes,
  uploadedAt: attachment.uploadedAt.toISOString(),
  operator: attachment.operatorName,
})
