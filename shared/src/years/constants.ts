/** What a unit asks about a year: who has it, who will have it, who will miss it. */
export const YEAR_OUTLOOKS = ['passed', 'onTrack', 'willMiss', 'unknown'] as const
export type YearOutlook = (typeof YEAR_OUTLOOKS)[number]

/** Nobody is reminded of the same year twice within these days, whoever asks for it. */
export const REMINDER_GAP_DAYS = 7
/** As many as one request reminds; all that a list names are a job's work. */
export const MAX_REMINDED = 500

/**
 * What became of one whom a unit wanted to remind, counted when it was sent. `notShort`: will not miss the year any more,
 * or nothing can be said · `restricted`: the person has restricted what is done with the data.
 */
export const REMINDER_OUTCOMES = ['told', 'toldRecently', 'notShort', 'restricted'] as const
export type ReminderOutcome = (typeof REMINDER_OUTCOMES)[number]
