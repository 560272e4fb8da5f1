import { ApprovalList } from '../../../features/approvals'
import { UnitPage } from '../../../features/unit-desk'

export default function ApprovalListPage() {
  return (
    <UnitPage title="待办">
      <ApprovalList />
    </UnitPage>
  )
}
