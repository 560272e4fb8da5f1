import { UnitPage } from '../../../features/unit-desk'
import { RoleApplication } from '../../../features/unit-information'

export default function RoleApplicationPage() {
  return (
    <UnitPage title="角色申请" isOpenToApplicants>
      <RoleApplication />
    </UnitPage>
  )
}
