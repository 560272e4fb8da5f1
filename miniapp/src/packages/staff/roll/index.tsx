import { Roll } from '../../../features/roll-call'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function RollPage() {
  const { sessionId = '' } = useEntryParameters()
  return (
    <UnitPage title="考勤名单">
      <Roll sessionId={sessionId} />
    </UnitPage>
  )
}
