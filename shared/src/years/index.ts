export * from './constants'
export type { MyYearView, Reminded, StandingLine, YearSummaryView, YearVerdictView } from './contract'
export * from './endpoints'
export * from './labels'
