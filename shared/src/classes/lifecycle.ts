import type { OperatorGrant } from '../organizations'

export const CLASS_STATES = ['planned', 'open', 'closed', 'cancelled'] as const
export type ClassState = (typeof CLASS_STATES)[number]

type Transition = { readonly from: readonly ClassState[]; readonly to: ClassState; readonly by: OperatorGrant }

/** Every move of a class; a new one begins as `planned`. Enrolment, roll calls and results need `open`. */
export const CLASS_LIFECYCLE = {
  open: { from: ['planned'], to: 'open', by: 'operate' },
  /** Closing recognises hours, so it is a decision, as taking them back is. */
  close: { from: ['open'], to: 'closed', by: 'decide' },
  reopen: { from: ['closed'], to: 'open', by: 'decide' },
  cancel: { from: ['planned', 'open'], to: 'cancelled', by: 'operate' },
} as const satisfies Record<string, Transition>
export type ClassAction = keyof typeof CLASS_LIFECYCLE

export const mayMoveClass = (action: ClassAction, from: ClassState): boolean =>
  (CLASS_LIFECYCLE[action].from as readonly ClassState[]).includes(from)
