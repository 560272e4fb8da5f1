/** What came of asking a drawn trainee: the record agrees with what was found, or it does not. */
export const SPOT_CHECK_FINDINGS = ['agrees', 'differs'] as const
export type SpotCheckFinding = (typeof SPOT_CHECK_FINDINGS)[number]

export const SPOT_CHECK_MAX = 100
