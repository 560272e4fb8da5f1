/** How sure a rule is: the 2019 manual, the primary text, somebody's account of it, decided here, or no source at all. */
export const BASIS_GRADES = ['manual', 'primary', 'secondary', 'decided', 'none'] as const
export type BasisGrade = (typeof BASIS_GRADES)[number]

/** A failure keeps the year from passing, a warning is only said. */
export const CHECK_SEVERITIES = ['warning', 'failure'] as const
export type CheckSeverity = (typeof CHECK_SEVERITIES)[number]

/** Who turns a declaration into recognised hours. */
export const RECOGNISERS = ['unit', 'industryAuthority', 'hrAuthority'] as const
export type Recogniser = (typeof RECOGNISERS)[number]

/**
 * Of one category. `exempt`: nothing is asked of this person · `met` · `waiting`: enough once what is declared is
 * recognised · `short`: there is time to earn it · `missed`: its last day is over.
 */
export const CATEGORY_STATES = ['exempt', 'met', 'waiting', 'short', 'missed'] as const
export type CategoryState = (typeof CATEGORY_STATES)[number]

/**
 * Of the year. `onTrack`: passes once what is declared is recognised · `behind`: will miss the year unless more is
 * earned · `missed`: a last day is over · `unknown`: nobody has said what the year asks for.
 */
export const YEAR_STANDINGS = ['passed', 'onTrack', 'behind', 'missed', 'unknown'] as const
export type YearStanding = (typeof YEAR_STANDINGS)[number]

/** What the person can do next. */
export const NEXT_STEPS = ['earn', 'await', 'explain'] as const
export type NextStep = (typeof NEXT_STEPS)[number]
