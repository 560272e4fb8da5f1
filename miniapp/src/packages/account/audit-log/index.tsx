import { AuditLog, RegionAuditLog } from '../../../features/audit-log'
import { useRole } from '../../../features/shell'
import { UnitAccountPage } from '../../../features/unit-operators'

export default function AuditLogPage() {
  const role = useRole()
  if (role === 'hrAuthority') return <RegionAuditLog />
  return (
    <UnitAccountPage title="操作记录">
      <AuditLog />
    </UnitAccountPage>
  )
}
