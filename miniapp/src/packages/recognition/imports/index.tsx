import { ImportList } from '../../../features/imports'
import { UnitPage } from '../../../features/unit-desk'

export default function ImportListPage() {
  return (
    <UnitPage title="批量申报">
      <ImportList />
    </UnitPage>
  )
}
