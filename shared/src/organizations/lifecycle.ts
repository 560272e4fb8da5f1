import { OPERATOR_INVITATION_DAYS } from './constants'

export const OPERATOR_STATES = ['pending', 'active', 'refused', 'cancelled', 'lapsed'] as const
export type OperatorState = (typeof OPERATOR_STATES)[number]

/** A unit's invitation to be its operator. An ended binding stays ended: binding again is a new one. */
export const operatorLifecycle = {
  accept: { from: ['pending'], to: 'active', by: 'person' },
  refuse: { from: ['pending'], to: 'refused', by: 'person' },
  cancel: { from: ['pending', 'active'], to: 'cancelled', by: 'unit' },
  lapse: { from: ['pending'], to: 'lapsed', by: 'system' },
} as const satisfies Record<
  string,
  { from: readonly OperatorState[]; to: OperatorState; by: 'person' | 'unit' | 'system' }
>
export type OperatorAction = keyof typeof operatorLifecycle

/** Rights can be changed as long as the binding may still be used. */
export const OPEN_OPERATOR_STATES = ['pending', 'active'] as const satisfies readonly OperatorState[]

const INVITATION_MS = OPERATOR_INVITATION_DAYS * 24 * 60 * 60 * 1_000

/** An invitation made at this instant or before it has lapsed by `at`; both in epoch milliseconds. */
export const lapsedUpTo = (at: number) => at - INVITATION_MS
export const lapseOf = (invitedAt: number) => invitedAt + INVITATION_MS

/** The state as of `at`: nothing needs to happen for an invitation to lapse. */
export const operatorStateAt = (
  { state, invitedAt }: { readonly state: OperatorState; readonly invitedAt: Date },
  at: number,
): OperatorState => (state === 'pending' && invitedAt.getTime() <= lapsedUpTo(at) ? 'lapsed' : state)
