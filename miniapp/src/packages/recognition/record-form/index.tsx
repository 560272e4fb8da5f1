import { StaffRecordFormPage } from '../../../features/credit-records'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function RecordFormPage() {
  const { recordId = '', corrects = '' } = useEntryParameters()
  return (
    <UnitPage title="申报学时">
      <StaffRecordFormPage recordId={recordId} corrects={corrects} />
    </UnitPage>
  )
}
