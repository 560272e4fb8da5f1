import { UnitAccountPage } from '../../../features/unit-operators'
import { Webhooks } from '../../../features/webhooks'

export default function WebhooksPage() {
  return (
    <UnitAccountPage title="推送订阅">
      <Webhooks />
    </UnitAccountPage>
  )
}
