export * from './constants'
export type { SpotCheckSummary, SpotCheckView } from './contract'
export * from './endpoints'
export * from './labels'
