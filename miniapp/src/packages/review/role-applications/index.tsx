import { UnitPage } from '../../../features/unit-desk'
import { RoleApplications } from '../../../features/unit-information'

export default function RoleApplicationsPage() {
  return (
    <UnitPage title="角色申请审核">
      <RoleApplications />
    </UnitPage>
  )
}
