import type { OperatorGrant } from '../organizations'

export const LEAVE_STATES = ['pending', 'approved', 'refused', 'withdrawn', 'lapsed'] as const
export type LeaveState = (typeof LEAVE_STATES)[number]

export const LEAVE_DECISIONS = ['approve', 'refuse'] as const
export type LeaveDecision = (typeof LEAVE_DECISIONS)[number]

type Transition = {
  readonly from: readonly LeaveState[]
  readonly to: LeaveState
  /** The trainee, an operator of the class's unit with this grant, or the cancelling of the roll call. */
  readonly by: 'trainee' | OperatorGrant | 'cancellation'
}

/** Every move of a request for leave; a new one begins as `pending`. */
export const LEAVE_LIFECYCLE = {
  approve: { from: ['pending'], to: 'approved', by: 'operate' },
  refuse: { from: ['pending'], to: 'refused', by: 'operate' },
  withdraw: { from: ['pending'], to: 'withdrawn', by: 'trainee' },
  lapse: { from: ['pending', 'approved'], to: 'lapsed', by: 'cancellation' },
} as const satisfies Record<string, Transition>
export type LeaveAction = keyof typeof LEAVE_LIFECYCLE

export const mayMoveLeave = (action: LeaveAction, from: LeaveState): boolean =>
  (LEAVE_LIFECYCLE[action].from as readonly LeaveState[]).includes(from)
