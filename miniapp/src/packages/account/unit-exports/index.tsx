import { UnitExports } from '../../../features/unit-exports'
import { UnitAccountPage } from '../../../features/unit-operators'

export default function UnitExportsPage() {
  return (
    <UnitAccountPage title="单位数据导出">
      <UnitExports />
    </UnitAccountPage>
  )
}
