export type { TimetableOutcome } from './contract'
export * from './endpoints'
