import type { attachmentContract } from '@jijiao/shared/attachments/contract'
import { type Attachment, attachmentModel, presentAttachment } from '../../attachments'
import { circumstances } from '../../audit'
import type { AccountActor } from '../../auth/actor'
import { waitingWrites } from '../../db/waiting-writes'
import type { Deps } from '../../deps'
import { FileAnswer, type Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { MIME_TYPES } from './content'
import { uploadAttachment } from './upload'

export function attachmentRoutes(deps: Deps): Handlers<typeof attachmentContract> {
  async function findVisible(actor: AccountActor, _id: string): Promise<Attachment> {
    const found = await attachmentModel(deps.db).findById(_id).lean<Attachment | null>()
    if (!found || !(await maySee(actor, found))) throw new Problem('not_found')
    return found
  }

  async function maySee(actor: AccountActor, { owner, uploadedBy }: Attachment): Promise<boolean> {
    if (owner === null) return uploadedBy === actor.accountId
    return (await deps.attachmentOwners.get(owner.kind)?.maySee(actor, owner.id)) ?? false
  }

  return {
    async upload({ actor, request, file }) {
      const given = { accountId: actor.accountId, file }
      return presentAttachment(await uploadAttachment(deps, circumstances(actor, request), given))
    },
    async open({ params, actor }) {
      const { name, type, sizeBytes, storageKey } = await findVisible(actor, params.attachmentId)
      const content = await deps.files.get(storageKey)
      if (!content) throw new Problem('not_found')
      return new FileAnswer({ name, type: MIME_TYPES[type], content, size: sizeBytes })
    },
    async remove({ params, actor }) {
      const attachment = await findVisible(actor, params.attachmentId)
      // Only what is still unclaimed: it expires now, and the job takes the file with it.
      const { modifiedCount } = await waitingWrites(() =>
        attachmentModel(deps.db).updateOne(
          { _id: attachment._id, owner: null, uploadedBy: actor.accountId },
          { $set: { uploadedBy: '', expiresAt: new Date(deps.clock.now()) } },
        ),
      )
      if (modifiedCount === 0) throw new Problem('attachment_claimed')
    },
  }
}
