import type { SessionState } from './constants'

/** How a roll call moves. A closed one may be opened again, with a reason, while its class is open. */
export const SESSION_LIFECYCLE = {
  open: { from: ['planned'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
  reopen: { from: ['closed'], to: 'open' },
} as const satisfies Record<string, { from: readonly SessionState[]; to: SessionState }>

export type SessionAction = keyof typeof SESSION_LIFECYCLE
