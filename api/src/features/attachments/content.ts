import { ATTACHMENT_TYPES, type AttachmentType } from '@jijiao/shared/attachments'
import { fileTypeFromBuffer } from 'file-type'
import { Problem } from '../../http/problem'

const NAME_LENGTH = 100

export type Content = { readonly type: AttachmentType; readonly mime: string; readonly name: string }

export const MIME_TYPES: Readonly<Record<AttachmentType, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** What a file is, by its content; a name that says otherwise is put right. */
export async function judgeContent(name: string, bytes: Buffer): Promise<Content> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const type = ATTACHMENT_TYPES.find((known) => known === found?.ext)
  if (!type) throw new Problem('attachment_type_refused')
  return { type, mime: MIME_TYPES[type], name: `${cleanStem(name)}.${type}` }
}

/** The last part of a path without its ending and without anything that no file system or terminal should see. */
function cleanStem(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return [...clean].slice(0, NAME_LENGTH).join('') || '附件'
}
