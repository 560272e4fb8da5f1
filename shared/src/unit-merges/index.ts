export type { UnitMergeView } from './contract'
export * from './endpoints'
export * from './lifecycle'
