export const EXEMPTION_STATES = ['granted', 'revoked'] as const
export type ExemptionState = (typeof EXEMPTION_STATES)[number]

/** A reason that lasts longer is looked at again. */
export const MOST_EXEMPT_YEARS = 3
