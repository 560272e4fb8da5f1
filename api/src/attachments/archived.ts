import { ARCHIVE_MAX_BYTES } from '@jijiao/shared/attachments'
import type { Types } from 'mongoose'
import { everyBatch } from '../db/every'
import type { Deps } from '../deps'
import type { ZipContent } from '../zip'
import { type Attachment, attachmentModel } from './attachment.model'

/** A file that an archive names and does not hold. */
export type LeftOutFile = { readonly id: string; readonly file: string; readonly reason: LeftOutReason }
type LeftOutReason = keyof typeof LEFT_OUT_REASONS

export const LEFT_OUT_REASONS = {
  missing: '文件已不在存储中，请联系系统管理员',
  restricted: '本人限制了信息处理，文件不导出',
  tooMuch: '文件总量超过一次导出的上限，请在系统中单独下载',
} as const

/** Where an archive holds a file: found by its id, and called for people what it was called. */
export const archivePath = ({ _id, name }: Pick<Attachment, '_id' | 'name'>): string =>
  // What an archive on some system would take for a folder, a drive or the end of the name.
  `附件/${_id}-${[...name.replace(/[\\/:*?"<>|\p{C}]/gu, '_')].slice(-100).join('')}`

type Asked = {
  /** Of what belongs to something; by an index. */
  readonly filter: { readonly organizationId: string | null; readonly uploadedBy?: string }
  /** About whom nothing may be passed on, of these people. */
  readonly restrictedAmong?: (traineeIds: readonly Types.ObjectId[]) => Promise<ReadonlySet<string>>
}

/** The files themselves, opened one after the other; which of them the archive does not hold goes into `leftOut`. */
export async function* archivedFiles(
  deps: Pick<Deps, 'db' | 'files' | 'attachmentOwners'>,
  { filter, restrictedAmong }: Asked,
  leftOut: LeftOutFile[],
): AsyncGenerator<ZipContent> {
  let room = ARCHIVE_MAX_BYTES
  for await (const batch of everyBatch<Attachment>(attachmentModel(deps.db), filter, { path: '_id', direction: 1 })) {
    // What nothing has claimed belongs to nothing yet, and soon goes.
    const claimed = batch.filter(({ owner }) => owner !== null)
    const about = restrictedAmong ? await peopleIn(deps, claimed) : null
    const restricted = (await restrictedAmong?.([...(about?.values() ?? [])])) ?? new Set()
    for (const attachment of claimed) {
      const leave = (reason: LeftOutReason) =>
        leftOut.push({ id: String(attachment._id), file: archivePath(attachment), reason })
      const person = about?.get(String(attachment._id))
      if (person && restricted.has(String(person))) leave('restricted')
      else if (attachment.sizeBytes > room) leave('tooMuch')
      else {
        const content = await deps.files.get(attachment.storageKey)
        if (!content) leave('missing')
        else {
          room -= attachment.sizeBytes
          yield { path: archivePath(attachment), content, changedAt: attachment.uploadedAt }
        }
      }
    }
  }
}

/** Whom each file is about, by its id, where the thing that it belongs to is about one person. */
async function peopleIn(
  { attachmentOwners }: Pick<Deps, 'attachmentOwners'>,
  attachments: readonly Attachment[],
): Promise<ReadonlyMap<string, Types.ObjectId>> {
  const kinds = new Set(attachments.map(({ owner }) => owner?.kind ?? ''))
  const people = new Map<string, Types.ObjectId>()
  for (const kind of kinds) {
    const ofKind = attachments.filter(({ owner }) => owner?.kind === kind)
    const found = await attachmentOwners.get(kind)?.aboutWhom?.(ofKind.map(({ owner }) => owner?.id ?? ''))
    for (const { _id, owner } of ofKind) {
      const person = found?.get(owner?.id ?? '')
      if (person) people.set(String(_id), person)
    }
  }
  return people
}

/** What an archive says of the files that it does not hold. */
export const leftOutText = (leftOut: readonly LeftOutFile[]): string =>
  leftOut.length === 0
    ? '附件都在“附件”文件夹里。\n'
    : [
        `有 ${leftOut.length} 个附件没有包含在内：`,
        ...leftOut.map(({ file, reason }) => `${file}\t${LEFT_OUT_REASONS[reason]}`),
        '',
      ].join('\n')
