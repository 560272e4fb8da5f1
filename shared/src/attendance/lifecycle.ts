import type { SessionState } from './constants'

/**
 * How a roll call moves. A closed one may be opened again, with a reason, while its class is open. A planned one is
 * cancelled by hand, by a new timetable and by the end of its class.
 */
export const SESSION_LIFECYCLE = {
  open: { from: ['planned'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
  reopen: { from: ['closed'], to: 'open' },
  cancel: { from: ['planned'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly SessionState[]; to: SessionState }>

type SessionTransition = keyof typeof SESSION_LIFECYCLE
/** What is done to a roll call on the day. */
export type SessionAction = Exclude<SessionTransition, 'cancel'>

export const mayMoveSession = (action: SessionTransition, from: SessionState): boolean =>
  (SESSION_LIFECYCLE[action].from as readonly SessionState[]).includes(from)
