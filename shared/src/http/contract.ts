export * from './fields'
export * from './validation'
