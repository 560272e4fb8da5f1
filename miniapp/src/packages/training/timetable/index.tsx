import { Timetable } from '../../../features/timetables'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function TimetablePage() {
  const { classId = '' } = useEntryParameters()
  return (
    <UnitPage title="课表">
      <Timetable classId={classId} />
    </UnitPage>
  )
}
