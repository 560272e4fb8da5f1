import type { ReviewRouteInput } from '@jijiao/shared/plans'
import { enclosingRegionCodes } from '@jijiao/shared/regions'
import type { Types } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { reviewRouteModel, type StoredReviewRoute } from './review-route.model'

/** The routes of a region and of those within it. */
export const routesWithin = (deps: Pick<Deps, 'db'>, regionCode: string): Promise<StoredReviewRoute[]> =>
  reviewRouteModel(deps.db)
    .find({ regionCodes: regionCode })
    .sort({ regionCode: 1, series: 1, year: 1 })
    .lean<StoredReviewRoute[]>()
    .exec()

/** One route for each region, series and year: setting it again replaces its steps. */
export async function setReviewRoute(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { regionCode, series, year, steps }: ReviewRouteInput,
): Promise<StoredReviewRoute> {
  return inTransaction(deps.db, async (session) => {
    const route = await reviewRouteModel(deps.db)
      .findOneAndUpdate(
        { regionCode, series, year },
        { $set: { steps, changedAt: of.at, regionCodes: [...enclosingRegionCodes(regionCode)] } },
        { returnDocument: 'after', upsert: true, session },
      )
      .lean<StoredReviewRoute>()
    if (!route) throw new Error('an upsert answered nothing')
    await recordFacts(deps.db, [routeFact(of, 'ReviewRouteSet', route)], session)
    return route
  })
}

export async function removeReviewRoute(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { _id }: { readonly _id: Types.ObjectId },
): Promise<void> {
  await inTransaction(deps.db, async (session) => {
    const route = await reviewRouteModel(deps.db)
      .findOneAndDelete({ _id }, { session })
      .lean<StoredReviewRoute | null>()
    if (!route) throw new Problem('not_found')
    await recordFacts(deps.db, [routeFact(of, 'ReviewRouteRemoved', route)], session)
  })
}

const routeFact = (of: Circumstances, what: Fact['what'], route: StoredReviewRoute) =>
  fact(of, {
    what,
    subject: { kind: 'reviewRoute', id: String(route._id) },
    details: {
      regionCode: route.regionCode,
      series: route.series,
      year: route.year,
      steps: route.steps.join(','),
    },
  })
