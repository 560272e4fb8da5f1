import { LeaveList } from '../../../features/leave-decisions'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function LeaveListPage() {
  const { classId } = useEntryParameters()
  return (
    <UnitPage title="请假审批">
      <LeaveList classId={classId} />
    </UnitPage>
  )
}
