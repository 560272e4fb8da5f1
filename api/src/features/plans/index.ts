import { planContract } from '@jijiao/shared/plans/contract'
import { defineFeature } from '../../feature'
import { planConflictsJob } from './conflicts.job'
import { planFileOwner } from './plan.files'
import { planModel } from './plan.model'
import { planTodo } from './plan.todo'
import { planRoutes } from './plans.routes'
import { reviewRouteModel } from './review-route.model'
import { planUnitData } from './unit-data'

export { createPlan } from './plan.commands'
export { decidePlan, submitPlan } from './review.commands'

export const plans = defineFeature({
  name: 'plans',
  contract: planContract,
  collections: [planModel, reviewRouteModel],
  unitData: planUnitData,
  /** Teachers are named in plans, operators in their trails. */
  personalData: [
    { kind: 'teaching', also: [planModel] },
    { kind: 'operatorWork', also: [planModel] },
  ],
  routes: planRoutes,
  jobs: (deps) => [planConflictsJob(deps)],
  todoSources: (deps) => [planTodo(deps)],
  attachmentOwners: (deps) => [planFileOwner(deps)],
})
