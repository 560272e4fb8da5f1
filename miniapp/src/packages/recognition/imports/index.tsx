import { ImportList } from '../../../features/imports'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function ImportListPage() {
  const { kind } = useEntryParameters()
  return (
    <UnitPage title="表格导入">
      <ImportList kind={kind} />
    </UnitPage>
  )
}
