import type { OperatorGrant } from '../organizations'

export const AFFILIATION_STATES = ['pending', 'active', 'refused', 'withdrawn', 'ended'] as const
export type AffiliationState = (typeof AFFILIATION_STATES)[number]

/**
 * How a binding came about: the trainee asked, the unit added the trainee itself, an upheld objection to a change of
 * unit gave it back, the unit before was merged into this one, or the unit took over its people of the old system.
 */
export const AFFILIATION_ORIGINS = ['asked', 'added', 'restored', 'merged', 'legacy'] as const
export type AffiliationOrigin = (typeof AFFILIATION_ORIGINS)[number]

export const AFFILIATION_DECISIONS = ['confirm', 'refuse'] as const
export type AffiliationDecision = (typeof AFFILIATION_DECISIONS)[number]

type Transition = {
  readonly from: readonly AffiliationState[]
  readonly to: AffiliationState
  /** The trainee, an operator of the unit with this grant, or what was decided elsewhere. */
  readonly by: 'trainee' | 'otherUnit' | 'dispute' | 'hrAuthority' | OperatorGrant
}

/** Every move of an affiliation; a new one begins as `pending`. */
export const AFFILIATION_LIFECYCLE = {
  confirm: { from: ['pending'], to: 'active', by: 'decide' },
  refuse: { from: ['pending'], to: 'refused', by: 'decide' },
  withdraw: { from: ['pending'], to: 'withdrawn', by: 'trainee' },
  end: { from: ['active'], to: 'ended', by: 'operate' },
  leave: { from: ['active'], to: 'ended', by: 'trainee' },
  /** Another unit confirms that the trainee changes to it. */
  transfer: { from: ['active'], to: 'ended', by: 'otherUnit' },
  uphold: { from: ['active'], to: 'ended', by: 'dispute' },
  merge: { from: ['active'], to: 'ended', by: 'hrAuthority' },
} as const satisfies Record<string, Transition>
export type AffiliationAction = keyof typeof AFFILIATION_LIFECYCLE

/** By what a binding ended. */
export const AFFILIATION_ENDINGS = ['end', 'leave', 'transfer', 'uphold', 'merge'] as const
export type AffiliationEnding = (typeof AFFILIATION_ENDINGS)[number]
