import type { PlanDecision } from '@jijiao/shared/plans'
import type { Circumstances } from '../../audit'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import type { CoursePlan } from './plan.model'
import { assertMayReview, findVisiblePlan, reviewerKindOf } from './plan.policy'
import { decidePlan } from './review.commands'

type Given = {
  readonly planId: string
  readonly decision: PlanDecision
  readonly opinion: string | null
  /** Left out: whatever it is now. */
  readonly version?: number | undefined
}

/** An operator decides for the authority acted for: absent first, then forbidden. */
export async function reviewPlan(
  deps: Deps,
  actor: OperatorActor,
  of: Circumstances,
  { planId, version, ...decision }: Given,
): Promise<CoursePlan> {
  const plan = await findVisiblePlan(deps, actor, planId)
  assertMayReview(actor, plan)
  const as = reviewerKindOf(actor)
  if (as === null) throw new Problem('not_allowed')
  const { organizationId } = actor.actingAs
  return decidePlan(deps, of, plan, { as, organizationId, version: version ?? plan.version, ...decision })
}
