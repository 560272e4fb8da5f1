import { DataRequestList } from '../../../features/data-requests'
import { UnitPage } from '../../../features/unit-desk'

export default function DataRequestListPage() {
  return (
    <UnitPage title="个人信息申请">
      <DataRequestList />
    </UnitPage>
  )
}
