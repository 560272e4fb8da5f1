import { CheckInCode } from '../../../features/roll-call'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function CheckInCodePage() {
  const { sessionId = '' } = useEntryParameters()
  return (
    <UnitPage title="签到码">
      <CheckInCode sessionId={sessionId} />
    </UnitPage>
  )
}
