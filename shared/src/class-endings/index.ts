export * from './constants'
export type { ClosingOutcome, ClosingPreview, ClosingRow } from './contract'
export * from './endpoints'
export * from './labels'
