import { RecordsToDecide } from '../../../features/credit-records'
import { UnitPage } from '../../../features/unit-desk'

export default function RecordsToDecidePage() {
  return (
    <UnitPage title="学时认定">
      <RecordsToDecide />
    </UnitPage>
  )
}
