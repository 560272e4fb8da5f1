import { RecognizedList } from '../../../features/credit-records'
import { UnitPage } from '../../../features/unit-desk'

export default function RecognizedListPage() {
  return (
    <UnitPage title="学时查询">
      <RecognizedList />
    </UnitPage>
  )
}
