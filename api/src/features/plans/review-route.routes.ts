import type { ReviewRouteView } from '@jijiao/shared/plans'
import type { planContract } from '@jijiao/shared/plans/contract'
import { isWithin } from '@jijiao/shared/regions'
import { circumstances } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { regionOf } from '../organizations'
import { ROUTE_SETTING } from './plan.policy'
import { removeReviewRoute, routesWithin, setReviewRoute } from './review-route.commands'
import { reviewRouteModel, type StoredReviewRoute } from './review-route.model'

type RouteOperation = 'reviewRoutes' | 'setReviewRoute' | 'removeReviewRoute'

const present = (route: StoredReviewRoute): ReviewRouteView => ({
  id: String(route._id),
  regionCode: route.regionCode,
  series: route.series,
  year: route.year,
  steps: route.steps,
  changedAt: route.changedAt.toISOString(),
})

export function reviewRouteRoutes(deps: Deps): Pick<Handlers<typeof planContract>, RouteOperation> {
  /** An HR authority settles the review within its own region. */
  const ownRegion = async (actor: OperatorActor) => {
    assertMayDo(actor, ROUTE_SETTING)
    return regionOf(deps, actor.actingAs.organizationId)
  }
  return {
    async reviewRoutes({ actor }) {
      return { data: (await routesWithin(deps, await ownRegion(actor))).map(present) }
    },
    async setReviewRoute({ body, actor, request }) {
      if (!isWithin(body.regionCode, await ownRegion(actor))) throw new Problem('not_allowed')
      return present(await setReviewRoute(deps, circumstances(actor, request), body))
    },
    async removeReviewRoute({ params, actor, request }) {
      const regionCodes = await ownRegion(actor)
      const route = await reviewRouteModel(deps.db)
        .findOne({ _id: params.routeId, regionCodes })
        .lean<StoredReviewRoute>()
      if (!route) throw new Problem('not_found')
      await removeReviewRoute(deps, circumstances(actor, request), route)
    },
  }
}
