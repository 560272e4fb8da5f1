import type { PlanView } from '@jijiao/shared/plans'
import { api, type Remote, useRemote } from '../../api'

export function usePlan(planId: string): Remote<PlanView> {
  return useRemote(`plan:${planId}`, () => api.plans.get({ params: { planId } }))
}
