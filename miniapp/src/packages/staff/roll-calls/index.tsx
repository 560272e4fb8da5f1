import { RollCallList } from '../../../features/roll-call'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function RollCallsPage() {
  const { classId = '' } = useEntryParameters()
  return (
    <UnitPage title="考勤签到">
      <RollCallList classId={classId} />
    </UnitPage>
  )
}
