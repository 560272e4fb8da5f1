import { classContract } from '@jijiao/shared/classes/contract'
import { defineFeature } from '../../feature'
import { classModel } from './class.model'
import { classRoutes } from './classes.routes'
import { enrollmentModel } from './enrollment.model'

export { type ClassPlan, createClass, createClasses, openClass, touchOpenClass } from './class.commands'
export { classModel, namedTeacherFields, type TrainingClass } from './class.model'
export { findVisibleClass } from './class.policy'
export { classesNaming } from './class.queries'
export { enrolTrainees, keepEnrollments } from './enrollment.commands'
export { type Enrollment, enrollmentModel } from './enrollment.model'

export const classes = defineFeature({
  name: 'classes',
  contract: classContract,
  collections: [classModel, enrollmentModel],
  routes: classRoutes,
})
