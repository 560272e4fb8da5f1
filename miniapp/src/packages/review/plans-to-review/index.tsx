import { PlansToReview } from '../../../features/plans'
import { UnitPage } from '../../../features/unit-desk'

export default function PlansToReviewPage() {
  return (
    <UnitPage title="待审计划">
      <PlansToReview />
    </UnitPage>
  )
}
