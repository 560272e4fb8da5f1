import type { OperatorGrant } from '../organizations'

export const AFFILIATION_STATES = ['pending', 'active', 'refused', 'withdrawn', 'ended'] as const
export type AffiliationState = (typeof AFFILIATION_STATES)[number]

/** How a binding came about: the trainee asked, or the unit added the trainee itself. */
export const AFFILIATION_ORIGINS = ['asked', 'added'] as const
export type AffiliationOrigin = (typeof AFFILIATION_ORIGINS)[number]

export const AFFILIATION_DECISIONS = ['confirm', 'refuse'] as const
export type AffiliationDecision = (typeof AFFILIATION_DECISIONS)[number]

type Transition = {
  readonly from: readonly AffiliationState[]
  readonly to: AffiliationState
  /** The trainee, or an operator of the unit with this grant. */
  readonly by: 'trainee' | OperatorGrant
}

/** Every move of an affiliation; a new one begins as `pending`. */
export const AFFILIATION_LIFECYCLE = {
  confirm: { from: ['pending'], to: 'active', by: 'decide' },
  refuse: { from: ['pending'], to: 'refused', by: 'decide' },
  withdraw: { from: ['pending'], to: 'withdrawn', by: 'trainee' },
  end: { from: ['active'], to: 'ended', by: 'operate' },
} as const satisfies Record<string, Transition>
export type AffiliationAction = keyof typeof AFFILIATION_LIFECYCLE
