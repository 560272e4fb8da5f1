import { RollCall } from '../../../features/roll-call'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function RollCallPage() {
  const { sessionId = '' } = useEntryParameters()
  return (
    <UnitPage title="考勤">
      <RollCall sessionId={sessionId} />
    </UnitPage>
  )
}
