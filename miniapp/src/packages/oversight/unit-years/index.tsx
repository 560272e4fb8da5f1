import { UnitPage } from '../../../features/unit-desk'
import { UnitYears } from '../../../features/year-standings'

export default function UnitYearsPage() {
  return (
    <UnitPage title="单位年度学时">
      <UnitYears />
    </UnitPage>
  )
}
