import { DishonestyList } from '../../../features/dishonesty'
import { UnitPage } from '../../../features/unit-desk'

export default function DishonestyListPage() {
  return (
    <UnitPage title="失信信息">
      <DishonestyList />
    </UnitPage>
  )
}
