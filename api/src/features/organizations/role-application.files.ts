import type { AttachmentOwner, OwnerRef } from '../../attachments'
import type { Deps } from '../../deps'
import { type RoleApplication, roleApplicationModel } from './role-application.model'

const KIND = 'roleApplication'

export const roleApplicationFiles = ({ _id }: Pick<RoleApplication, '_id'>): OwnerRef => ({
  kind: KIND,
  id: String(_id),
})

/** The unit itself, and the HR authority that was asked. */
export const roleApplicationFileOwner = (deps: Pick<Deps, 'db'>): AttachmentOwner => ({
  kind: KIND,
  async maySee({ actingAs, unitAccountOf }, roleApplicationId) {
    const application = await roleApplicationModel(deps.db).findById(roleApplicationId).lean<RoleApplication | null>()
    if (!application) return false
    const own = String(application.organizationId)
    if (unitAccountOf === own || actingAs?.organizationId === own) return true
    return application.confirmedAt !== null && actingAs?.organizationId === String(application.hrAuthorityId)
  },
})
