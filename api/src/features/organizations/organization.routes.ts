import { joinLink } from '@jijiao/shared/organizations'
import type { organizationContract } from '@jijiao/shared/organizations/contract'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { bindingsOf } from './operator.queries'
import { type Organization, organizationModel } from './organization.model'
import { operatorBindingView, organizationCard } from './organization.presenter'
import { searchOrganizations } from './search'

export const organizationRoutes = (deps: Deps): Handlers<typeof organizationContract> => {
  const find = async (by: { _id: string } | { joinCode: string }) => {
    const organization = await organizationModel(deps.db).findOne(by, { searchKeys: 0 }).lean<Organization>()
    if (!organization) throw new Problem('not_found')
    return organization
  }
  return {
    search: async ({ query }) => ({ data: (await searchOrganizations(deps.db, query.q)).map(organizationCard) }),
    view: async ({ params }) => organizationCard(await find({ _id: params.organizationId })),
    findByJoinCode: async ({ params }) => organizationCard(await find({ joinCode: params.joinCode })),
    async joinCode({ actor, request }) {
      const { joinCode } = await find({ _id: actor.actingAs.organizationId })
      return { joinCode, text: joinLink(request.origin, joinCode) }
    },
    async myBindings({ actor }) {
      const bindings = await bindingsOf(deps.db, actor.accountId)
      return { data: bindings.map((binding) => operatorBindingView(binding, actor)) }
    },
  }
}
