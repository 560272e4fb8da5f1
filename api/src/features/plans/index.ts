import { planContract } from '@jijiao/shared/plans/contract'
import { defineFeature } from '../../feature'
import { planFileOwner } from './plan.files'
import { planModel } from './plan.model'
import { planTodo } from './plan.todo'
import { planRoutes } from './plans.routes'
import { reviewRouteModel } from './review-route.model'

export { createPlan } from './plan.commands'
export { decidePlan, submitPlan } from './review.commands'

export const plans = defineFeature({
  name: 'plans',
  contract: planContract,
  collections: [planModel, reviewRouteModel],
  routes: planRoutes,
  todoSources: (deps) => [planTodo(deps)],
  attachmentOwners: (deps) => [planFileOwner(deps)],
})
