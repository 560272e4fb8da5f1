export type { AuditFactView } from './contract'
export * from './endpoints'
export * from './labels'
