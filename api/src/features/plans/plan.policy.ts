import {
  mayMovePlan,
  PLAN_LIFECYCLE,
  type PlanAction,
  type PlanView,
  REVIEWED_PLAN_STATES,
  REVIEWER_KINDS,
  type ReviewerKind,
} from '@jijiao/shared/plans'
import { Types, trusted } from 'mongoose'
import { assertMayDo, mayDo, ownedBy, type Work } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { regionOf } from '../organizations'
import { type CoursePlan, planModel } from './plan.model'

export const PLAN_DECLARING: Work = { kinds: ['unit'], grant: PLAN_LIFECYCLE.submit.by.grant }
export const PLAN_REVIEWING: Work = { kinds: REVIEWER_KINDS, grant: PLAN_LIFECYCLE.approve.by.grant }
export const ROUTE_SETTING: Work = { kinds: ['hrAuthority'], grant: 'decide' }

/** As which kind of reviewer the actor acts; `null` for a unit or provider. */
export const reviewerKindOf = ({ actingAs }: OperatorActor): ReviewerKind | null =>
  REVIEWER_KINDS.find((kind) => kind === actingAs.kind) ?? null

/**
 * The plans whose review concerns an authority. A region has several industry authorities, each for its own industry:
 * a plan is the affair of the one that its route names. An HR authority reviews whatever its region submits to it.
 */
export async function reviewedBy(deps: Pick<Deps, 'db'>, actor: OperatorActor, kind: ReviewerKind) {
  const { organizationId } = actor.actingAs
  if (kind === 'industryAuthority') return { 'review.bodies.organizationId': new Types.ObjectId(organizationId) }
  return { regionCodes: await regionOf(deps, organizationId), 'review.steps': kind }
}

/** A unit's own plans, or those an authority reviews. Anything else is absent, not forbidden. */
export async function visibleTo(deps: Pick<Deps, 'db'>, actor: OperatorActor) {
  const kind = reviewerKindOf(actor)
  if (kind === null) return ownedBy(actor)
  return { ...(await reviewedBy(deps, actor, kind)), state: trusted({ $in: [...REVIEWED_PLAN_STATES] }) }
}

export async function findVisiblePlan(deps: Pick<Deps, 'db'>, actor: OperatorActor, planId: string) {
  const found = await planModel(deps.db)
    .findOne({ _id: planId, ...(await visibleTo(deps, actor)) })
    .lean<CoursePlan | null>()
  if (!found) throw new Problem('not_found')
  return found
}

const isOwnSubmission = (actor: OperatorActor, plan: CoursePlan) => String(plan.review?.submittedBy) === actor.accountId

/** Who declares does not decide, even if the same person is operator of both. */
export function assertMayReview(actor: OperatorActor, plan: CoursePlan) {
  assertMayDo(actor, PLAN_REVIEWING)
  if (isOwnSubmission(actor, plan)) throw new Problem('own_submission')
}

export function planAbilities(actor: OperatorActor, plan: CoursePlan): PlanView['abilities'] {
  const declares = mayDo(actor, PLAN_DECLARING)
  const decides =
    mayDo(actor, PLAN_REVIEWING) && plan.awaiting === reviewerKindOf(actor) && !isOwnSubmission(actor, plan)
  const can = (action: PlanAction) =>
    mayMovePlan(action, plan.state) && (PLAN_LIFECYCLE[action].by.side === 'unit' ? declares : decides)
  return {
    edit: can('edit'),
    remove: can('remove'),
    submit: can('submit') && plan.classes.length > 0,
    withdraw: can('withdraw') && plan.review?.index === 0,
    approve: can('approve'),
    return: can('return'),
    reject: can('reject'),
  }
}
