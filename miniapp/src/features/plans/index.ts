export { PlanDetail } from './plan-detail'
export { PlanFormPage } from './plan-form-page'
export { PlanList, PlansToReview } from './plan-list'
