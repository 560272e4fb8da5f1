import { joinLink } from '@jijiao/shared/organizations'
import type { organizationContract } from '@jijiao/shared/organizations/contract'
import { circumstances } from '../../audit'
import type { PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers, RequestInfo } from '../../http/call'
import { Problem } from '../../http/problem'
import { bindingsOf } from './operator.queries'
import { answerInvitation } from './operator-invitation.commands'
import { type Organization, organizationModel } from './organization.model'
import { maySetAliases, setAliases } from './organization.names'
import { operatorBindingView, organizationCard } from './organization.presenter'
import { searchOrganizations } from './search'

type OrganizationOperations =
  | 'search'
  | 'view'
  | 'setAliases'
  | 'findByJoinCode'
  | 'joinCode'
  | 'myBindings'
  | 'acceptBinding'
  | 'refuseBinding'

export const organizationRoutes = (deps: Deps): Pick<Handlers<typeof organizationContract>, OrganizationOperations> => {
  const find = async (by: { _id: string } | { joinCode: string }) => {
    const organization = await organizationModel(deps.db).findOne(by, { searchKeys: 0 }).lean<Organization>()
    if (!organization) throw new Problem('not_found')
    return organization
  }
  async function answer(action: 'accept' | 'refuse', operatorId: string, actor: PersonActor, request: RequestInfo) {
    const given = { operatorId, accountId: actor.accountId, action }
    const operator = await answerInvitation(deps, circumstances(actor, request), given)
    const organization = await find({ _id: String(operator.organizationId) })
    return operatorBindingView({ operator, organization }, { isRealName: true, at: request.receivedAt })
  }
  return {
    search: async ({ query }) => ({ data: (await searchOrganizations(deps.db, query.q)).map(organizationCard) }),
    view: async ({ params }) => organizationCard(await find({ _id: params.organizationId })),
    async setAliases({ params, body, actor, request }) {
      const organization = await find({ _id: params.organizationId })
      if (!(await maySetAliases(deps, actor, organization))) throw new Problem('not_allowed')
      return organizationCard(await setAliases(deps, circumstances(actor, request), organization, body.aliases))
    },
    findByJoinCode: async ({ params }) => organizationCard(await find({ joinCode: params.joinCode })),
    async joinCode({ actor, request }) {
      const { joinCode } = await find({ _id: actor.actingAs.organizationId })
      return { joinCode, text: joinLink(request.origin, joinCode) }
    },
    async myBindings({ actor, request }) {
      const bindings = await bindingsOf(deps.db, actor.accountId, request.receivedAt)
      const seen = { isRealName: actor.isRealName, at: request.receivedAt }
      return { data: bindings.map((binding) => operatorBindingView(binding, seen)) }
    },
    acceptBinding: ({ params, actor, request }) => answer('accept', params.operatorId, actor, request),
    refuseBinding: ({ params, actor, request }) => answer('refuse', params.operatorId, actor, request),
  }
}
