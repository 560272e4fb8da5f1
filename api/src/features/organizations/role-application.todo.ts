import { Types, trusted } from 'mongoose'
import { type TodoSource, todoStream } from '../../approvals'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { decideRoleApplication } from './information.commands'
import { organizationNames } from './lookup'
import { type RoleApplication, roleApplicationModel } from './role-application.model'

const TITLE = '法人单位角色申请'
const submittedAt = ({ _id, confirmedAt }: RoleApplication) => confirmedAt ?? _id.getTimestamp()

export function roleApplicationTodo(deps: Deps): TodoSource {
  const Applications = roleApplicationModel(deps.db)
  const submittedTo = ({ actingAs }: OperatorActor) => ({
    hrAuthorityId: new Types.ObjectId(actingAs.organizationId),
    state: 'submitted' as const,
  })
  return {
    kind: 'roleApplication',
    subjectKind: 'roleApplication',
    work: { kinds: ['hrAuthority'], grant: 'decide' },
    streams(actor) {
      return { others: todoStream(Applications, submittedTo(actor), 'confirmedAt') }
    },
    async rows(actor, ids) {
      const found = await Applications.find({
        _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }),
        ...submittedTo(actor),
      }).lean<RoleApplication[]>()
      const names = await organizationNames(
        deps,
        found.map(({ organizationId }) => organizationId),
      )
      return found.map((application) => ({
        id: String(application._id),
        askedAt: submittedAt(application),
        title: TITLE,
        asker: names.get(String(application.organizationId)) ?? '',
        neededOn: null,
        hasConflict: false,
        version: application.version,
        link: { page: 'roleApplications', params: {} },
        mayDecide: String(application.organizationId) !== actor.actingAs.organizationId,
      }))
    },
    decide: (actor, of, { id: roleApplicationId, decision, reason }) =>
      decideRoleApplication(deps, of, {
        roleApplicationId,
        hrAuthorityId: actor.actingAs.organizationId,
        decision: decision === 'approve' ? 'approve' : 'return',
        opinion: reason,
      }),
    async asked({ actingAs }, id) {
      if (!actingAs) return null
      const own = { _id: id, organizationId: actingAs.organizationId, state: 'submitted' as const }
      const application = await Applications.findOne(own).lean<RoleApplication | null>()
      if (!application?.hrAuthorityId) return null
      const names = await organizationNames(deps, [application.organizationId])
      return {
        title: TITLE,
        asker: names.get(actingAs.organizationId) ?? '',
        askedAt: submittedAt(application),
        deciderId: application.hrAuthorityId,
      }
    },
  }
}
