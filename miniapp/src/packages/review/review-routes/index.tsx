import { ReviewRoutes } from '../../../features/plan-review'
import { UnitPage } from '../../../features/unit-desk'

export default function ReviewRoutesPage() {
  return (
    <UnitPage title="审核路线">
      <ReviewRoutes />
    </UnitPage>
  )
}
