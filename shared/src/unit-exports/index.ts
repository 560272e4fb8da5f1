export * from './constants'
export type { UnitExportView } from './contract'
export * from './endpoints'
export * from './labels'
