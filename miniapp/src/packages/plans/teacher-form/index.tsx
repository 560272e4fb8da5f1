import { TeacherForm } from '../../../features/teachers'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function TeacherFormPage() {
  const { teacherId } = useEntryParameters()
  return (
    <UnitPage title="师资">
      <TeacherForm teacherId={teacherId} />
    </UnitPage>
  )
}
