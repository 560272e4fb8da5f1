import { ReasonTemplates } from '../../../features/reason-templates'
import { UnitPage } from '../../../features/unit-desk'

export default function ReasonTemplatesPage() {
  return (
    <UnitPage title="常用原因">
      <ReasonTemplates />
    </UnitPage>
  )
}
