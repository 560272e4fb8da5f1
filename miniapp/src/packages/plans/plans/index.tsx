import { PlanList } from '../../../features/plans'
import { UnitPage } from '../../../features/unit-desk'

export default function PlansPage() {
  return (
    <UnitPage title="课程计划">
      <PlanList />
    </UnitPage>
  )
}
