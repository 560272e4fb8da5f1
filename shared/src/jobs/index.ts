export * from './constants'
export type { JobView } from './contract'
export * from './endpoints'
export * from './labels'
