import type { AttachmentOwner, OwnerRef } from '../../attachments'
import type { AccountActor, OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import type { CoursePlan } from './plan.model'
import { findVisiblePlan } from './plan.policy'

const KIND = 'plan'

export const planFiles = ({ _id }: Pick<CoursePlan, '_id'>): OwnerRef => ({ kind: KIND, id: String(_id) })

/** Of a returned plan what was submitted last stays, beside what the unit is mending. */
export const filesToKeep = ({ attachmentIds = [], lastSubmission }: CoursePlan): string[] => [
  ...attachmentIds,
  ...(lastSubmission?.attachmentIds ?? []),
]

const isOperator = (actor: AccountActor): actor is OperatorActor => actor.isRealName && actor.actingAs !== null

/** Who may see a plan may open its files. */
export const planFileOwner = (deps: Pick<Deps, 'db'>): AttachmentOwner => ({
  kind: KIND,
  async maySee(actor, planId) {
    if (!isOperator(actor)) return false
    try {
      await findVisiblePlan(deps, actor, planId)
      return true
    } catch (error) {
      if (error instanceof Problem) return false
      throw error
    }
  },
})
