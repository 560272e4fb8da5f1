export * from './constants'
export type { MyYearView, StandingLine, YearSummaryView, YearVerdictView } from './contract'
export * from './endpoints'
export * from './labels'
