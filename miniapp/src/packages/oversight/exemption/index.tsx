import { ExemptionDetail } from '../../../features/exemptions'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function ExemptionPage() {
  const { exemptionId = '' } = useEntryParameters()
  return (
    <UnitPage title="个人减免">
      <ExemptionDetail exemptionId={exemptionId} />
    </UnitPage>
  )
}
