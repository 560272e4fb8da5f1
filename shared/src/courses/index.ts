export type { CourseInput, CourseLine, CourseView } from './contract'
export * from './endpoints'
export * from './labels'
export * from './lifecycle'
