import type { OperatorGrant } from '../organizations'

export const PLAN_STATES = ['draft', 'submitted', 'returned', 'approved', 'rejected'] as const
export type PlanState = (typeof PLAN_STATES)[number]

export const PLAN_DECISIONS = ['approve', 'return', 'reject'] as const
export type PlanDecision = (typeof PLAN_DECISIONS)[number]

type Transition = {
  readonly from: readonly PlanState[]
  /** Where it may lead; `null`: the plan is gone. */
  readonly to: readonly PlanState[] | null
  /** An operator of the declaring unit or of a reviewing authority, with this grant. */
  readonly by: { readonly side: 'unit' | 'reviewer'; readonly grant: OperatorGrant }
}

const unit = { side: 'unit', grant: 'operate' } as const
const reviewer = { side: 'reviewer', grant: 'decide' } as const

/**
 * Everything that can be done to a plan; a new one begins as `draft`. A submission that is withdrawn leaves the plan as
 * it was before: once returned it stays `returned`, so that a trail is never deleted. Approving a step that is not the
 * last one leaves the plan `submitted`.
 */
export const PLAN_LIFECYCLE = {
  edit: { from: ['draft', 'returned'], to: ['draft', 'returned'], by: unit },
  remove: { from: ['draft'], to: null, by: unit },
  submit: { from: ['draft', 'returned'], to: ['submitted'], by: unit },
  withdraw: { from: ['submitted'], to: ['draft', 'returned'], by: unit },
  approve: { from: ['submitted'], to: ['submitted', 'approved'], by: reviewer },
  return: { from: ['submitted'], to: ['returned'], by: reviewer },
  reject: { from: ['submitted'], to: ['rejected'], by: reviewer },
} as const satisfies Record<string, Transition>
export type PlanAction = keyof typeof PLAN_LIFECYCLE

export const mayMovePlan = (action: PlanAction, from: PlanState): boolean =>
  (PLAN_LIFECYCLE[action].from as readonly PlanState[]).includes(from)

/** What a reviewer sees: a plan that was never submitted is the unit's own affair. */
export const REVIEWED_PLAN_STATES = ['submitted', 'returned', 'approved', 'rejected'] as const satisfies PlanState[]
