import { UnitPage } from '../../../features/unit-desk'
import { MergeList } from '../../../features/unit-merges'

export default function UnitMergesPage() {
  return (
    <UnitPage title="单位合并">
      <MergeList />
    </UnitPage>
  )
}
