export * from './constants'
export type { ExemptionLine, ExemptionView } from './contract'
export * from './endpoints'
export * from './labels'
