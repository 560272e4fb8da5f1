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
