export * from './endpoints'
