import { DishonestyDetail } from '../../../features/dishonesty'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function DishonestyDetailPage() {
  const { recordId = '' } = useEntryParameters()
  return (
    <UnitPage title="失信信息">
      <DishonestyDetail recordId={recordId} />
    </UnitPage>
  )
}
