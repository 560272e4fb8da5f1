import { Closing } from '../../../features/class-ending'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function ClosingPage() {
  const { classId = '' } = useEntryParameters()
  return (
    <UnitPage title="结班">
      <Closing classId={classId} />
    </UnitPage>
  )
}
