import type { Sort } from '@jijiao/shared/http/contract'
import type { PlanState } from '@jijiao/shared/plans'
import type { OperatorActor } from '../../auth/actor'
import { afterCursor, cutPage, orderOf, type PageQuery, positionIn, sortIn } from '../../db/keyset'
import { matchText } from '../../db/text-search'
import type { Deps } from '../../deps'
import { type CoursePlan, planModel } from './plan.model'
import { reviewedBy, reviewerKindOf, visibleTo } from './plan.policy'

type PlanQuery = PageQuery & {
  readonly state?: PlanState | undefined
  readonly course?: string | undefined
  readonly q?: string | undefined
  readonly year?: number | undefined
  readonly sort: Sort<'createdAt'>
}

/** What a list does not show and would be heavy. */
const LIST_FIELDS = { trail: 0 } as const

/** What the actor may see. */
export async function pageOfPlans(deps: Deps, actor: OperatorActor, query: PlanQuery) {
  const order = orderOf(query.sort, { createdAt: { path: '_id' } })
  const found = await planModel(deps.db)
    .find(
      {
        ...(await visibleTo(deps, actor)),
        ...(query.year && { year: query.year }),
        $and: [
          query.state ? { state: query.state } : {},
          matchText('courseSearch', query.course),
          matchText('nameSearch', query.q),
          afterCursor(query.cursor, order),
        ],
      },
      LIST_FIELDS,
    )
    .sort(sortIn(order))
    .limit(query.limit + 1)
    .lean<CoursePlan[]>()
  return cutPage(found, query.limit, ({ _id }) => positionIn(order, String(_id), _id))
}

type ReviewQuery = PageQuery & { readonly sort: Sort<'submittedAt'> }

/** What waits for the authority's decision. */
export async function pageOfPlansToReview(deps: Deps, actor: OperatorActor, query: ReviewQuery) {
  const kind = reviewerKindOf(actor)
  if (kind === null) return { data: [], nextCursor: null }
  const order = orderOf(query.sort, { submittedAt: { path: 'review.submittedAt', type: 'date' } })
  const found = await planModel(deps.db)
    .find(
      { ...(await reviewedBy(deps, actor, kind)), awaiting: kind, ...afterCursor(query.cursor, order) },
      LIST_FIELDS,
    )
    .sort(sortIn(order))
    .limit(query.limit + 1)
    .lean<CoursePlan[]>()
  return cutPage(found, query.limit, ({ review, _id }) =>
    positionIn(order, (review?.submittedAt ?? new Date(0)).toISOString(), _id),
  )
}
