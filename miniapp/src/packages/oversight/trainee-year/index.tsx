import { UnitPage } from '../../../features/unit-desk'
import { TraineeYear } from '../../../features/year-standings'
import { useEntryParameters } from '../../../platform/entry'

export default function TraineeYearPage() {
  const { traineeId = '', year } = useEntryParameters()
  return (
    <UnitPage title="年度学时">
      <TraineeYear traineeId={traineeId} year={year} />
    </UnitPage>
  )
}
