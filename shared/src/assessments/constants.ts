/** Scores are kept in tenths, like credit hours: 865 is 86.5. */
export const SCORE_TENTHS_MAX = 10_000

/** `missing`: enrolled, without a result. */
export const RESULT_FILTERS = ['all', 'entered', 'missing'] as const
export type ResultFilter = (typeof RESULT_FILTERS)[number]
