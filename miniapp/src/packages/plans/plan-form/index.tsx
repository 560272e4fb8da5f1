import { PlanFormPage } from '../../../features/plans'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function PlanFormEntry() {
  const { planId } = useEntryParameters()
  return (
    <UnitPage title="课程计划">
      <PlanFormPage planId={planId} />
    </UnitPage>
  )
}
