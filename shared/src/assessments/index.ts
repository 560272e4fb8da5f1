export * from './constants'
export type { AssessmentView, ResultView } from './contract'
export * from './endpoints'
export * from './labels'
