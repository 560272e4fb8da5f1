export * from './constants'
export * from './endpoints'
export type { AttachmentView } from './fields'
export * from './labels'
