import { FormerTrainees } from '../../../features/trainees'
import { UnitPage } from '../../../features/unit-desk'

export default function FormerTraineesPage() {
  return (
    <UnitPage title="已离开的学员">
      <FormerTrainees />
    </UnitPage>
  )
}
