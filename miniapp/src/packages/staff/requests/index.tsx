import { Requests } from '../../../features/affiliation-decisions'
import { UnitPage } from '../../../features/unit-desk'

export default function RequestsPage() {
  return (
    <UnitPage title="待确认学员">
      <Requests />
    </UnitPage>
  )
}
