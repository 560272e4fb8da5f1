import { ExemptionList } from '../../../features/exemptions'
import { UnitPage } from '../../../features/unit-desk'

export default function ExemptionsPage() {
  return (
    <UnitPage title="个人减免">
      <ExemptionList />
    </UnitPage>
  )
}
