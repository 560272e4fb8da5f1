import type { OperatorGrant } from '../organizations'

export const CLASS_STATES = ['planned', 'open', 'closed', 'cancelled'] as const
export type ClassState = (typeof CLASS_STATES)[number]

/** Not ended yet: what may be arranged before a class opens may be while it is open. */
export const RUNNING_CLASS_STATES = ['planned', 'open'] as const satisfies readonly ClassState[]

export const isRunningClass = (state: ClassState): boolean =>
  (RUNNING_CLASS_STATES as readonly ClassState[]).includes(state)

type Transition = { readonly from: readonly ClassState[]; readonly to: ClassState; readonly by: OperatorGrant }

/** Every move of a class; a new one begins as `planned`. Enrolment, roll calls and results need `open`. */
export const CLASS_LIFECYCLE = {
  open: { from: ['planned'], to: 'open', by: 'operate' },
  /** Closing recognises hours, so it is a decision, as taking them back is. */
  close: { from: ['open'], to: 'closed', by: 'decide' },
  reopen: { from: ['closed'], to: 'open', by: 'decide' },
  cancel: { from: RUNNING_CLASS_STATES, to: 'cancelled', by: 'operate' },
} as const satisfies Record<string, Transition>
export type ClassAction = keyof typeof CLASS_LIFECYCLE

export const mayMoveClass = (action: ClassAction, from: ClassState): boolean =>
  (CLASS_LIFECYCLE[action].from as readonly ClassState[]).includes(from)
