import { DisputeList } from '../../../features/disputes'
import { UnitPage } from '../../../features/unit-desk'

export default function DisputeListPage() {
  return (
    <UnitPage title="绑定异议">
      <DisputeList />
    </UnitPage>
  )
}
