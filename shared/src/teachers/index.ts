export type { TeacherInput, TeacherLine, TeacherView } from './contract'
export * from './endpoints'
export * from './labels'
export * from './lifecycle'
