import { ClassList } from '../../../features/class-management'
import { UnitPage } from '../../../features/unit-desk'

export default function ClassesPage() {
  return (
    <UnitPage title="培训班">
      <ClassList />
    </UnitPage>
  )
}
