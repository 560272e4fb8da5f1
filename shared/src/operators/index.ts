export type { OperatorCandidate, OperatorView } from './contract'
export * from './endpoints'
