import { type ReviewerKind, reviewStepsFor } from '@jijiao/shared/plans'
import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Organization, organizationModel } from '../organizations'
import type { NamedBody } from './plan.model'
import { reviewRouteModel, type StoredReviewRoute } from './review-route.model'

type Reviewed = {
  readonly regionCodes: readonly string[]
  readonly series: string
  readonly year: number
  /** The industry authority whose course it is. */
  readonly authorityId: Types.ObjectId
}

/**
 * The steps of a plan that is submitted now and the authority expected at each: the course's own, otherwise the nearest.
 * `no_reviewer` when a step would wait for nobody.
 */
export async function settleRoute(
  deps: Pick<Deps, 'db'>,
  plan: Reviewed,
  session: ClientSession,
): Promise<{ readonly steps: ReviewerKind[]; readonly bodies: NamedBody[] }> {
  const around = trusted({ $in: [...plan.regionCodes] })
  const routes = await reviewRouteModel(deps.db)
    .find({ regionCode: around }, null, { session })
    .lean<StoredReviewRoute[]>()
  const steps = [...reviewStepsFor(routes, plan)]
  const authorities = await organizationModel(deps.db)
    .find({ kind: trusted({ $in: steps }), regionCode: around }, { kind: 1, name: 1, regionCode: 1 }, { session })
    .sort({ _id: 1 })
    .lean<Pick<Organization, '_id' | 'kind' | 'name' | 'regionCode'>[]>()
  const nearness = (one: (typeof authorities)[number]) =>
    one._id.equals(plan.authorityId) ? plan.regionCodes.length : plan.regionCodes.indexOf(one.regionCode)
  const bodies = steps.map((step) => {
    const [nearest] = authorities.filter(({ kind }) => kind === step).sort((a, b) => nearness(b) - nearness(a))
    if (!nearest) throw new Problem('no_reviewer')
    return { organizationId: nearest._id, name: nearest.name }
  })
  return { steps, bodies }
}
