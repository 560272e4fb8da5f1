import { assessmentContract } from '@jijiao/shared/assessments/contract'
import { defineFeature } from '../../feature'
import { assessmentRoutes } from './assessments.routes'

export { enterAssessments } from './assessment.commands'

/** A result is a part of its enrolment: there is one at most, and it is listed in the order of the names. */
export const assessments = defineFeature({
  name: 'assessments',
  contract: assessmentContract,
  collections: [],
  routes: assessmentRoutes,
})
