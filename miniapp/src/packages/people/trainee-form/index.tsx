import { TraineeFormPage } from '../../../features/trainees'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function TraineePage() {
  const { traineeId = '' } = useEntryParameters()
  return (
    <UnitPage title="学员信息">
      <TraineeFormPage traineeId={traineeId} />
    </UnitPage>
  )
}
