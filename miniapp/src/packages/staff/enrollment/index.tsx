import { Enrollment } from '../../../features/class-management'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function EnrollmentPage() {
  const { classId = '' } = useEntryParameters()
  return (
    <UnitPage title="人员录入">
      <Enrollment classId={classId} />
    </UnitPage>
  )
}
