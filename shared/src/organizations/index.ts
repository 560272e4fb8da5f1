export * from './constants'
export * from './endpoints'
