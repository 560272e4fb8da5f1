import type { planContract } from '@jijiao/shared/plans/contract'
import { attachmentsOf } from '../../attachments'
import { circumstances } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { organizationNames } from '../organizations'
import { changePlan, createPlan, removePlan } from './plan.commands'
import { planFiles } from './plan.files'
import type { CoursePlan } from './plan.model'
import { findVisiblePlan, PLAN_DECLARING, PLAN_REVIEWING } from './plan.policy'
import { contentFor, presentPlan, presentPlanLine } from './plan.presenter'
import { pageOfPlans, pageOfPlansToReview } from './plan.queries'
import { reviewPlan } from './plan.reviewing'
import { submitPlan, withdrawPlan } from './review.commands'
import { reviewRouteRoutes } from './review-route.routes'
import { teacherConflictsOf } from './teacher-conflicts'

type Page = { readonly data: CoursePlan[]; readonly nextCursor: string | null }

export function planRoutes(deps: Deps): Handlers<typeof planContract> {
  const toDeclare = async (actor: OperatorActor, planId: string) => {
    const plan = await findVisiblePlan(deps, actor, planId)
    assertMayDo(actor, PLAN_DECLARING)
    return plan
  }
  const present = async (actor: OperatorActor, plan: CoursePlan) => {
    const [names, files] = await Promise.all([
      organizationNames(deps, [plan.organizationId]),
      attachmentsOf(deps, planFiles(plan)),
    ])
    return presentPlan(actor, plan, names.get(String(plan.organizationId)) ?? '', files)
  }
  const presentPage = async (actor: OperatorActor, { data, nextCursor }: Page) => {
    const names = await organizationNames(
      deps,
      data.map(({ organizationId }) => organizationId),
    )
    return {
      data: data.map((plan) => presentPlanLine(actor, plan, names.get(String(plan.organizationId)) ?? '')),
      nextCursor,
    }
  }

  return {
    async toReview({ query, actor }) {
      assertMayDo(actor, PLAN_REVIEWING)
      return presentPage(actor, await pageOfPlansToReview(deps, actor, query))
    },
    list: async ({ query, actor }) => presentPage(actor, await pageOfPlans(deps, actor, query)),
    async create({ body, actor, request }) {
      assertMayDo(actor, PLAN_DECLARING)
      const given = { organizationId: actor.actingAs.organizationId, input: body }
      return present(actor, await createPlan(deps, circumstances(actor, request), given))
    },
    get: async ({ params, actor }) => present(actor, await findVisiblePlan(deps, actor, params.planId)),
    async teacherConflicts({ params, actor }) {
      const plan = await findVisiblePlan(deps, actor, params.planId)
      return { data: await teacherConflictsOf(deps, { ...plan, ...contentFor(actor, plan) }) }
    },
    async edit({ params, body, actor, request }) {
      const plan = await toDeclare(actor, params.planId)
      return present(actor, await changePlan(deps, circumstances(actor, request), plan, body))
    },
    async remove({ params, actor, request }) {
      await removePlan(deps, circumstances(actor, request), await toDeclare(actor, params.planId))
    },
    async submit({ params, body, actor, request }) {
      const plan = await toDeclare(actor, params.planId)
      return present(actor, await submitPlan(deps, circumstances(actor, request), plan, body))
    },
    async withdraw({ params, body, actor, request }) {
      const plan = await toDeclare(actor, params.planId)
      return present(actor, await withdrawPlan(deps, circumstances(actor, request), plan, body))
    },
    async decide({ params, body, actor, request }) {
      const given = { ...params, ...body, opinion: body.opinion || null }
      return present(actor, await reviewPlan(deps, actor, circumstances(actor, request), given))
    },
    ...reviewRouteRoutes(deps),
  }
}
