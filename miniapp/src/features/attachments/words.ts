import { ATTACHMENT_TYPE_LABELS, type AttachmentView } from '@jijiao/shared/attachments'
import type { IconName } from '../../ui'

const KILO = 1024

/** `820 KB`, `2.4 MB` */
export function sizeText(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / KILO))
  return kilobytes < KILO ? `${kilobytes} KB` : `${(bytes / KILO / KILO).toFixed(1)} MB`
}

export const kindText = ({ type, sizeBytes }: Pick<AttachmentView, 'type' | 'sizeBytes'>) =>
  `${ATTACHMENT_TYPE_LABELS[type]}，${sizeText(sizeBytes)}`

export const iconOf = ({ type }: Pick<AttachmentView, 'type'>): IconName =>
  type === 'jpg' || type === 'png' ? 'image' : 'list'
