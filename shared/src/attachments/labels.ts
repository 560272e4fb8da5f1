import type { AttachmentType } from './constants'

export const ATTACHMENT_TYPE_LABELS: Readonly<Record<AttachmentType, string>> = {
  pdf: 'PDF 文档',
  jpg: 'JPEG 图片',
  png: 'PNG 图片',
  docx: 'Word 文档',
  xlsx: 'Excel 表格',
}
