/** What becomes of a trainee when the class is closed. Only the first two give hours, the second once a further body agrees. */
export const CLASS_OUTCOMES = [
  'recognized',
  'submitted',
  'noResult',
  'failed',
  'belowLeastShare',
  'noCreditHours',
  'courseAlreadyCounted',
  'dayCeilingExceeded',
  'recordExists',
  'noUnit',
] as const
export type ClassOutcome = (typeof CLASS_OUTCOMES)[number]

/**
 * What keeps a class from being closed. `noRollCall`: it asks for a least share of attendance and held no roll call.
 */
export const CLOSING_BLOCKERS = [
  'missingResults',
  'openSessions',
  'undecidedScans',
  'pendingLeave',
  'noRollCall',
] as const
export type ClosingBlocker = (typeof CLOSING_BLOCKERS)[number]

export const OUTCOME_FILTERS = ['all', 'earning', 'notEarning'] as const
export type OutcomeFilter = (typeof OUTCOME_FILTERS)[number]

export const earnsHours = (outcome: ClassOutcome) => outcome === 'recognized' || outcome === 'submitted'
