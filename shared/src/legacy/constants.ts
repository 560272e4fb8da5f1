/** What the old system holds ends with this year. */
export const LAST_LEGACY_YEAR = 2017

/** Of one old unit this many of its trainees, by name and ID number, prove that one knows it. */
export const LEGACY_WITNESSES = 3

/** Proofs that may fail within a day, of one account and for one old unit. */
export const LEGACY_TRIES_A_DAY = 5

export const LEGACY_TABLES = ['units', 'people', 'records', 'certificates'] as const
export type LegacyTable = (typeof LEGACY_TABLES)[number]

export const LEGACY_BINDING_OUTCOMES = ['bound', 'alreadyBound', 'conflict'] as const

/**
 * What became of an old unit's person when the unit was taken over: bound to it, with another unit already, known under
 * another name, with an ID number that cannot be right, or with an account that was closed.
 */
export const LEGACY_TAKEOVERS = ['bound', 'otherUnit', 'otherName', 'wrongNumber', 'restricted'] as const
export type LegacyTakeover = (typeof LEGACY_TAKEOVERS)[number]

export const LEGACY_CLAIM_STATES = ['open', 'granted', 'refused'] as const
export type LegacyClaimState = (typeof LEGACY_CLAIM_STATES)[number]

/** A claim on an old unit that another unit holds: the authority decides it once. */
export const LEGACY_CLAIM_LIFECYCLE = {
  grant: { from: ['open'], to: 'granted', by: 'decide' },
  refuse: { from: ['open'], to: 'refused', by: 'decide' },
} as const satisfies Record<string, { from: readonly LegacyClaimState[]; to: LegacyClaimState; by: 'decide' }>
