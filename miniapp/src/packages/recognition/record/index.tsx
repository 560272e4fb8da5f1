import { StaffRecord } from '../../../features/credit-records'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function StaffRecordPage() {
  const { recordId = '' } = useEntryParameters()
  return (
    <UnitPage title="学时记录">
      <StaffRecord recordId={recordId} />
    </UnitPage>
  )
}
