import type { AccountActor } from '../auth/actor'

/** How a feature lets people at the files of its things: whoever may see the thing may open them. */
export type AttachmentOwner = {
  readonly kind: string
  maySee(actor: AccountActor, ownerId: string): Promise<boolean>
}

export { type Attachment, attachmentModel, type OwnerRef } from './attachment.model'
export {
  attachmentsOf,
  attachmentsOfAll,
  claimAttachments,
  releaseAttachments,
  setAttachments,
  unclaimedUntil,
} from './claim'
export { presentAttachment } from './presenter'
