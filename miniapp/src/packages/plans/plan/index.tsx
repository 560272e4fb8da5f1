import { PlanDetail } from '../../../features/plans'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function PlanPage() {
  const { planId } = useEntryParameters()
  return (
    <UnitPage title="课程计划">
      <PlanDetail planId={planId ?? ''} />
    </UnitPage>
  )
}
