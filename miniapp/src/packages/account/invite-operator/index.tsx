import { InviteOperator, UnitAccountPage } from '../../../features/unit-operators'

export default function InviteOperatorPage() {
  return (
    <UnitAccountPage title="添加经办人">
      <InviteOperator />
    </UnitAccountPage>
  )
}
