import { SpotCheckList } from '../../../features/spot-checks'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function SpotCheckListPage() {
  const { classId = '' } = useEntryParameters()
  return (
    <UnitPage title="抽查">
      <SpotCheckList classId={classId} />
    </UnitPage>
  )
}
