import { PlanForm } from '../../../features/roll-call'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'
import { replace } from '../../../platform/navigation'
import { toast } from '../../../ui'

export default function PlanRollCallPage() {
  const { classId = '' } = useEntryParameters()
  return (
    <UnitPage title="安排考勤">
      <PlanForm
        classId={classId}
        onPlanned={(session) => {
          toast('考勤已安排')
          replace('rollCall', { sessionId: session.id })
        }}
      />
    </UnitPage>
  )
}
