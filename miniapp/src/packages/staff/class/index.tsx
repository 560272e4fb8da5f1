import { ClassDetail } from '../../../features/class-management'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function ClassPage() {
  const { classId = '' } = useEntryParameters()
  return (
    <UnitPage title="培训班">
      <ClassDetail classId={classId} />
    </UnitPage>
  )
}
