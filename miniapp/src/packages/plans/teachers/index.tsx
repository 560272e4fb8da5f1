import { TeacherList } from '../../../features/teachers'
import { UnitPage } from '../../../features/unit-desk'

export default function TeachersPage() {
  return (
    <UnitPage title="师资">
      <TeacherList />
    </UnitPage>
  )
}
