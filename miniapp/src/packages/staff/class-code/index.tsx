import { ClassCode } from '../../../features/class-management'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function ClassCodePage() {
  const { classId = '' } = useEntryParameters()
  return (
    <UnitPage title="培训班二维码">
      <ClassCode classId={classId} />
    </UnitPage>
  )
}
