import type { OperatorGrant } from '../organizations'

export const DATA_REQUEST_KINDS = ['correction', 'deletion', 'restriction', 'closure'] as const
export type DataRequestKind = (typeof DATA_REQUEST_KINDS)[number]

/** Closing the account has an operation of its own: it asks for a fresh proof and waits for nobody. */
export const DECIDED_REQUEST_KINDS = ['correction', 'deletion', 'restriction'] as const satisfies DataRequestKind[]
export type DecidedRequestKind = (typeof DECIDED_REQUEST_KINDS)[number]

export const DATA_REQUEST_STATES = ['submitted', 'withdrawn', 'granted', 'refused'] as const
export type DataRequestState = (typeof DATA_REQUEST_STATES)[number]

export const DATA_REQUEST_DECISIONS = ['grant', 'refuse'] as const
export type DataRequestDecision = (typeof DATA_REQUEST_DECISIONS)[number]

type Transition = {
  readonly from: readonly DataRequestState[]
  readonly to: DataRequestState
  /** The person, or an operator of the deciding body with this grant. */
  readonly by: 'person' | OperatorGrant
}

/** Every move of a request; a new one begins as `submitted`, but closing an account is granted by the system at once. */
export const DATA_REQUEST_LIFECYCLE = {
  withdraw: { from: ['submitted'], to: 'withdrawn', by: 'person' },
  grant: { from: ['submitted'], to: 'granted', by: 'decide' },
  refuse: { from: ['submitted'], to: 'refused', by: 'decide' },
} as const satisfies Record<string, Transition>
export type DataRequestAction = keyof typeof DATA_REQUEST_LIFECYCLE

export const mayMoveDataRequest = (action: DataRequestAction, from: DataRequestState): boolean =>
  (DATA_REQUEST_LIFECYCLE[action].from as readonly DataRequestState[]).includes(from)
