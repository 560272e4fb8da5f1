import { DishonestyFormPage } from '../../../features/dishonesty'
import { UnitPage } from '../../../features/unit-desk'

export default function DishonestyEntryPage() {
  return (
    <UnitPage title="登记失信信息">
      <DishonestyFormPage />
    </UnitPage>
  )
}
