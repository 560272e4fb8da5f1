import { DeclaredList } from '../../../features/credit-records'
import { UnitPage } from '../../../features/unit-desk'

export default function DeclaredListPage() {
  return (
    <UnitPage title="学时申报">
      <DeclaredList />
    </UnitPage>
  )
}
