/** What a unit asks about a year: who has it, who will have it, who will miss it. */
export const YEAR_OUTLOOKS = ['passed', 'onTrack', 'willMiss', 'unknown'] as const
export type YearOutlook = (typeof YEAR_OUTLOOKS)[number]
