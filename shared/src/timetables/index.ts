export type { TimeConflict, TimetableOutcome } from './contract'
export * from './endpoints'
