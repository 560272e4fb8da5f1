import { classContract } from '@jijiao/shared/classes/contract'
import { defineFeature } from '../../feature'
import { classModel } from './class.model'
import { classRoutes } from './classes.routes'
import { enrollmentModel } from './enrollment.model'
import { classPersonalData } from './personal-data'
import { classUnitData } from './unit-data'

export {
  type ClassPlan,
  createClass,
  createClasses,
  moveClass,
  openClass,
  touchOpenClass,
  touchRunningClass,
  whileRunning,
} from './class.commands'
export { classModel, type NamedTeacher, namedTeacherFields, type TrainingClass } from './class.model'
export { assertMayMove, assertMayOperate, findVisibleClass, mayOperate } from './class.policy'
export { presentAssessment, presentClass } from './class.presenter'
export { classesNaming, classesTaking, classesUnderWay, pageOfEnrolled } from './class.queries'
export { enrolByIdentity } from './enrollment.by-identity'
export { enrolledAmong, enrolTrainees, findOpenClass, keepEnrollments } from './enrollment.commands'
export { type Assessment, type Enrollment, enrollmentModel } from './enrollment.model'
export { everyClassOf } from './unit-data'

export const classes = defineFeature({
  name: 'classes',
  contract: classContract,
  collections: [classModel, enrollmentModel],
  unitData: classUnitData,
  personalData: classPersonalData,
  routes: classRoutes,
})
