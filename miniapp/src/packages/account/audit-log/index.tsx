import { AuditLog } from '../../../features/audit-log'
import { UnitAccountPage } from '../../../features/unit-operators'

export default function AuditLogPage() {
  return (
    <UnitAccountPage title="操作记录">
      <AuditLog />
    </UnitAccountPage>
  )
}
