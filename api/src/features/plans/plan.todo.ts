import { Types, trusted } from 'mongoose'
import { type TodoSource, todoStream } from '../../approvals'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { organizationNames } from '../organizations'
import { type CoursePlan, planModel } from './plan.model'
import { PLAN_REVIEWING, planAbilities, reviewedBy, reviewerKindOf } from './plan.policy'
import { reviewPlan } from './plan.reviewing'

const DECISIONS = { approve: 'approve', return: 'return', refuse: 'reject' } as const
const titleOf = (plan: CoursePlan) => `课程计划“${(plan.lastSubmission ?? plan).name}”`
const submittedAt = ({ review, changedAt }: CoursePlan) => review?.submittedAt ?? changedAt

export function planTodo(deps: Deps): TodoSource {
  const Plans = planModel(deps.db)
  const awaiting = async (actor: OperatorActor) => {
    const kind = reviewerKindOf(actor)
    return kind && { ...(await reviewedBy(deps, actor, kind)), awaiting: kind }
  }
  return {
    kind: 'plan',
    subjectKind: 'plan',
    work: PLAN_REVIEWING,
    async streams(actor) {
      const filter = await awaiting(actor)
      if (!filter) return {}
      const lane = (hasConflict: boolean) =>
        todoStream(Plans, { ...filter, 'review.hasConflict': hasConflict }, 'review.submittedAt')
      return { conflicts: lane(true), others: lane(false) }
    },
    async rows(actor, ids) {
      const filter = await awaiting(actor)
      if (!filter) return []
      const found = await Plans.find(
        { ...filter, _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) },
        { trail: 0 },
      ).lean<CoursePlan[]>()
      const names = await organizationNames(
        deps,
        found.map(({ organizationId }) => organizationId),
      )
      return found.map((plan) => ({
        id: String(plan._id),
        askedAt: submittedAt(plan),
        title: titleOf(plan),
        asker: names.get(String(plan.organizationId)) ?? '',
        neededOn: null,
        hasConflict: plan.review?.hasConflict ?? false,
        version: plan.version,
        link: { page: 'planReview', params: { planId: String(plan._id) } },
        mayDecide: planAbilities(actor, plan).approve,
      }))
    },
    decide: (actor, of, { id: planId, decision, reason, version }) =>
      reviewPlan(deps, actor, of, { planId, version, decision: DECISIONS[decision], opinion: reason }),
    async asked({ actingAs }, id) {
      if (!actingAs) return null
      const own = { _id: id, organizationId: actingAs.organizationId, state: 'submitted' as const }
      const plan = await Plans.findOne(own, { trail: 0 }).lean<CoursePlan | null>()
      const body = plan?.review?.bodies[plan.review.index]
      if (!plan || !body) return null
      const names = await organizationNames(deps, [plan.organizationId])
      return {
        title: titleOf(plan),
        asker: names.get(String(plan.organizationId)) ?? '',
        askedAt: submittedAt(plan),
        deciderId: body.organizationId,
      }
    },
  }
}
