import { courseContract } from '@jijiao/shared/courses/contract'
import { defineFeature } from '../../feature'
import { courseModel } from './course.model'
import { courseRoutes } from './courses.routes'

export { createCourse, retireCourse } from './course.commands'
export type { Course } from './course.model'
export { findCourse } from './course.queries'

export const courses = defineFeature({
  name: 'courses',
  contract: courseContract,
  collections: [courseModel],
  routes: courseRoutes,
})
