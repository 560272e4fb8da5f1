import type { organizationContract } from '@jijiao/shared/organizations/contract'
import { Types, trusted } from 'mongoose'
import { attachmentsOfAll } from '../../attachments'
import { circumstances } from '../../audit'
import type { AccountActor, OperatorActor } from '../../auth/actor'
import { afterCursor, cutPage } from '../../db/keyset'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import {
  confirmRoleApplication,
  decideRoleApplication,
  saveRoleApplication,
  saveUnitInformation,
} from './information.commands'
import { roleApplicationView, unitInformationView } from './information.presenter'
import { organizationNames } from './lookup'
import { type Organization, organizationModel } from './organization.model'
import { roleApplicationFiles } from './role-application.files'
import { type RoleApplication, roleApplicationModel } from './role-application.model'

type InformationOperations =
  | 'unitInformation'
  | 'saveUnitInformation'
  | 'roleApplication'
  | 'saveRoleApplication'
  | 'confirmRoleApplication'
  | 'roleApplications'
  | 'decideRoleApplication'

/** The unit whose account this is, or that the operator acts for. */
function unitOf(actor: AccountActor): { readonly organizationId: string; readonly maySave: boolean } {
  if (actor.unitAccountOf !== undefined) return { organizationId: actor.unitAccountOf, maySave: true }
  if (!actor.actingAs) throw new Problem('organization_required')
  return { organizationId: actor.actingAs.organizationId, maySave: mayOperate(actor) }
}

const mayOperate = ({ actingAs }: AccountActor) => actingAs?.grants.includes('operate') ?? false
const mayDecide = ({ actingAs }: AccountActor) => actingAs?.kind === 'hrAuthority' && actingAs.grants.includes('decide')

function assertMay(isAllowed: boolean) {
  if (!isAllowed) throw new Problem('not_allowed')
}

export function informationRoutes(deps: Deps): Pick<Handlers<typeof organizationContract>, InformationOperations> {
  const Applications = roleApplicationModel(deps.db)

  async function find(organizationId: string): Promise<Organization> {
    const found = await organizationModel(deps.db).findById(organizationId, { searchKeys: 0 }).lean<Organization>()
    if (!found) throw new Problem('not_found')
    return found
  }

  async function present(actor: OperatorActor, applications: readonly RoleApplication[]) {
    const organizations = await organizationModel(deps.db)
      .find({ _id: trusted({ $in: applications.map(({ organizationId }) => organizationId) }) }, { searchKeys: 0 })
      .lean<Organization[]>()
    const byId = new Map(organizations.map((organization) => [String(organization._id), organization]))
    const authorities = await organizationNames(
      deps,
      applications.flatMap(({ hrAuthorityId }) => hrAuthorityId ?? []),
    )
    const files = await attachmentsOfAll(deps, applications.map(roleApplicationFiles))
    return applications.flatMap((application) => {
      const organization = byId.get(String(application.organizationId))
      if (!organization) return []
      const isOwn = actor.actingAs.organizationId === String(application.organizationId)
      const reader = { mayOperate: isOwn && mayOperate(actor), mayDecide: !isOwn && mayDecide(actor) }
      const authority = authorities.get(String(application.hrAuthorityId))
      const own = files.get(String(application._id)) ?? []
      return [roleApplicationView(deps.vault, application, organization, authority, reader, own)]
    })
  }

  async function presentOne(actor: OperatorActor, application: RoleApplication) {
    const [view] = await present(actor, [application])
    if (!view) throw new Problem('not_found')
    return view
  }

  return {
    async unitInformation({ actor }) {
      const { organizationId, maySave } = unitOf(actor)
      return unitInformationView(deps.vault, await find(organizationId), maySave)
    },
    async saveUnitInformation({ body, actor, request }) {
      const { organizationId, maySave } = unitOf(actor)
      assertMay(maySave)
      const saved = await saveUnitInformation(deps, circumstances(actor, request), organizationId, body)
      return unitInformationView(deps.vault, saved, maySave)
    },
    async roleApplication({ actor }) {
      const { organizationId } = actor.actingAs
      const application = await Applications.findOne({ organizationId }).lean<RoleApplication | null>()
      if (application) return presentOne(actor, application)
      const reader = { mayOperate: mayOperate(actor), mayDecide: false }
      return roleApplicationView(deps.vault, null, await find(organizationId), undefined, reader, [])
    },
    async saveRoleApplication({ body, actor, request }) {
      assertMay(mayOperate(actor))
      const { organizationId } = actor.actingAs
      return presentOne(actor, await saveRoleApplication(deps, circumstances(actor, request), organizationId, body))
    },
    async confirmRoleApplication({ body, actor, request }) {
      assertMay(mayOperate(actor))
      const needsReview = deps.env.REVIEW_ROLE_APPLICATIONS
      const given = { organizationId: actor.actingAs.organizationId, version: body.version, needsReview }
      const confirmed = await confirmRoleApplication(deps, circumstances(actor, request), given)
      const tokenOutdated = actor.actingAs.needsRoleApplication && !needsReview
      return { ...(await presentOne(actor, confirmed)), tokenOutdated }
    },
    async roleApplications({ query, actor }) {
      const found = await Applications.find({
        hrAuthorityId: new Types.ObjectId(actor.actingAs.organizationId),
        state: 'submitted',
        ...afterCursor(query.cursor, { path: '_id', direction: 1 }),
      })
        .sort({ _id: 1 })
        .limit(query.limit + 1)
        .lean<RoleApplication[]>()
      const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
      return { data: await present(actor, data), nextCursor }
    },
    async decideRoleApplication({ params, body, actor, request }) {
      const given = {
        roleApplicationId: params.roleApplicationId,
        hrAuthorityId: actor.actingAs.organizationId,
        decision: body.decision,
        opinion: body.opinion || null,
      }
      const { roleApplicationId: _id, hrAuthorityId } = given
      if (!(await Applications.exists({ _id, hrAuthorityId }))) throw new Problem('not_found')
      assertMay(mayDecide(actor))
      return presentOne(actor, await decideRoleApplication(deps, circumstances(actor, request), given))
    },
  }
}
