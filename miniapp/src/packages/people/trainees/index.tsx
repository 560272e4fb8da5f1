import { TraineeList } from '../../../features/trainees'
import { UnitPage } from '../../../features/unit-desk'

export default function TraineeListPage() {
  return (
    <UnitPage title="学员管理">
      <TraineeList />
    </UnitPage>
  )
}
