import { randomBytes } from 'node:crypto'
import { UNCLAIMED_ATTACHMENTS_MAX } from '@jijiao/shared/attachments'
import { Types, trusted } from 'mongoose'
import { z } from 'zod'
import { type Attachment, attachmentModel, unclaimedUntil } from '../../attachments'
import type { Circumstances } from '../../audit'
import type { Deps } from '../../deps'
import type { UploadedFile } from '../../http/call'
import { Problem } from '../../http/problem'
import { defineJob } from '../../jobs'
import { accountNames } from '../accounts'
import { judgeContent } from './content'

/** Keeps a file until something claims it. The document comes first: what dies in between is found and deleted later. */
export async function uploadAttachment(
  deps: Pick<Deps, 'db' | 'files'>,
  of: Circumstances,
  { accountId, file }: { readonly accountId: string; readonly file: UploadedFile },
): Promise<Attachment> {
  const { type, mime, name } = await judgeContent(file.name, file.bytes)
  const unclaimed = { uploadedBy: accountId, expiresAt: trusted({ $gt: of.at }) }
  const count = await attachmentModel(deps.db).countDocuments(unclaimed).limit(UNCLAIMED_ATTACHMENTS_MAX)
  if (count >= UNCLAIMED_ATTACHMENTS_MAX) throw new Problem('too_many_unclaimed')
  const names = await accountNames(deps, [new Types.ObjectId(accountId)])
  const uploader = names.get(accountId)
  const attachment: Attachment = {
    _id: new Types.ObjectId(),
    owner: null,
    storageKey: randomBytes(20).toString('hex'),
    name,
    type,
    sizeBytes: file.bytes.length,
    sha256: file.sha256,
    uploadedAt: of.at,
    uploadedBy: accountId,
    organizationId: of.actor.organizationId,
    operatorName: uploader ? uploader.name || uploader.userName : null,
    expiresAt: unclaimedUntil(of.at),
  }
  await attachmentModel(deps.db).create([attachment])
  await deps.files.put(attachment.storageKey, file.bytes, mime)
  return attachment
}

const BATCH = 100

/** Deletes what nothing has claimed in time. The document goes last, so that a crash leaves no file without one. */
export const expiryJob = (deps: Pick<Deps, 'db' | 'files' | 'clock'>) =>
  defineJob({
    kind: 'attachments.expire',
    payload: z.null(),
    everyMs: 10 * 60 * 1_000,
    async run({ signal }) {
      const Attachments = attachmentModel(deps.db)
      for (;;) {
        const overdue = { expiresAt: trusted({ $lte: new Date(deps.clock.now()) }) }
        const expired = await Attachments.find(overdue).sort({ expiresAt: 1 }).limit(BATCH).lean<Attachment[]>()
        for (const { _id, storageKey } of expired) {
          await deps.files.remove(storageKey)
          await Attachments.deleteOne({ _id, owner: null })
        }
        if (expired.length < BATCH || signal.aborted) return undefined
      }
    },
  })
