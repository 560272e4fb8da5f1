export * from './constants'
export type {
  PlanChange,
  PlanContent,
  PlanInput,
  PlanLine,
  PlannedClass,
  PlanView,
  ReviewRouteInput,
  ReviewRouteView,
  TeacherConflict,
  TrailLine,
} from './contract'
export * from './endpoints'
export * from './labels'
export * from './lifecycle'
export * from './rules'
