import type { OperatorGrant } from '../organizations'

export const DISHONESTY_STATES = ['recorded', 'noticed', 'effective', 'revoked', 'expired'] as const
export type DishonestyState = (typeof DISHONESTY_STATES)[number]

type Transition = {
  readonly from: readonly DishonestyState[]
  readonly to: DishonestyState
  readonly by: OperatorGrant
}

/** Every move, always by the body that recorded it. Nothing is ever deleted: what was wrong is revoked, with a reason. */
export const DISHONESTY_LIFECYCLE = {
  notify: { from: ['recorded'], to: 'noticed', by: 'operate' },
  enforce: { from: ['noticed'], to: 'effective', by: 'decide' },
  revoke: { from: ['recorded', 'noticed', 'effective'], to: 'revoked', by: 'decide' },
  expire: { from: ['effective'], to: 'expired', by: 'decide' },
} as const satisfies Record<string, Transition>
export type DishonestyAction = keyof typeof DISHONESTY_LIFECYCLE

export const mayMoveDishonesty = (action: DishonestyAction, from: DishonestyState): boolean =>
  (DISHONESTY_LIFECYCLE[action].from as readonly DishonestyState[]).includes(from)

/** While these the subject may reply. */
export const REPLY_STATES = ['noticed', 'effective'] as const satisfies readonly DishonestyState[]
