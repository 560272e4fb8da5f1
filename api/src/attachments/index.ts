import type { Types } from 'mongoose'
import type { AccountActor } from '../auth/actor'

/** How a feature lets people at the files of its things: whoever may see the thing may open them. */
export type AttachmentOwner = {
  readonly kind: string
  maySee(actor: AccountActor, ownerId: string): Promise<boolean>
  /** The trainees that things are about, by the thing's id; left out where they are about nobody in particular. */
  aboutWhom?(ownerIds: readonly string[]): Promise<ReadonlyMap<string, Types.ObjectId>>
}

export { traineesOf } from './about-whom'
export { archivedFiles, archivePath, type LeftOutFile, leftOutText } from './archived'
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
