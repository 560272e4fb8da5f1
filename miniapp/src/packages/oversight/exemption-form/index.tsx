import { ExemptionForm } from '../../../features/exemptions'
import { UnitPage } from '../../../features/unit-desk'

export default function ExemptionFormPage() {
  return (
    <UnitPage title="准予减免">
      <ExemptionForm />
    </UnitPage>
  )
}
