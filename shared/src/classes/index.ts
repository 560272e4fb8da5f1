export * from './constants'
export * from './endpoints'
export * from './labels'
export * from './lifecycle'
