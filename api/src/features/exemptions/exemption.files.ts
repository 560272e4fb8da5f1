import { Types } from 'mongoose'
import { type AttachmentOwner, type OwnerRef, traineesOf } from '../../attachments'
import type { Deps } from '../../deps'
import { type Exemption, exemptionModel } from './exemption.model'

const KIND = 'exemption'

export const exemptionFiles = ({ _id }: Pick<Exemption, '_id'>): OwnerRef => ({ kind: KIND, id: String(_id) })

/** The evidence is for the person and for the bodies that see the exemption. */
export const exemptionFileOwner = (deps: Pick<Deps, 'db'>): AttachmentOwner => ({
  kind: KIND,
  async maySee({ traineeId, actingAs }, exemptionId) {
    const found = await exemptionModel(deps.db)
      .findById(exemptionId, { traineeId: 1, seenBy: 1 })
      .lean<Pick<Exemption, 'traineeId' | 'seenBy'> | null>()
    if (!found) return false
    const isOwn = traineeId !== null && found.traineeId.equals(traineeId)
    const isSeen =
      actingAs !== null && found.seenBy.some((id) => id.equals(new Types.ObjectId(actingAs.organizationId)))
    return isOwn || isSeen
  },
  aboutWhom: (ids) => traineesOf(exemptionModel(deps.db), ids),
})
