/** What of a trainee is masked everywhere and shown whole only by an audited look. */
export const REVEALED_FIELDS = ['residentId', 'phone'] as const
export type RevealedField = (typeof REVEALED_FIELDS)[number]

/** Who changed a profile, seen from who reads the history. */
export const CHANGE_AUTHORS = ['person', 'unit', 'otherUnit', 'system'] as const
export type ChangeAuthor = (typeof CHANGE_AUTHORS)[number]
