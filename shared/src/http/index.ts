export * from './client'
export * from './endpoint'
export type { Contract, Operation, OperationInput, OperationOutput } from './operation'
export * from './problems'
