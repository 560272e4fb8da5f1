import { DataRequestDetail } from '../../../features/data-requests'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function DataRequestPage() {
  const { dataRequestId = '' } = useEntryParameters()
  return (
    <UnitPage title="个人信息申请">
      <DataRequestDetail dataRequestId={dataRequestId} />
    </UnitPage>
  )
}
