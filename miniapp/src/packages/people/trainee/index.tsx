import { TraineeDetail } from '../../../features/trainees'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function TraineeDetailPage() {
  const { traineeId = '' } = useEntryParameters()
  return (
    <UnitPage title="学员">
      <TraineeDetail traineeId={traineeId} />
    </UnitPage>
  )
}
