import { ImportDetail } from '../../../features/imports'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function ImportDetailPage() {
  const { importId = '' } = useEntryParameters()
  return (
    <UnitPage title="表格导入">
      <ImportDetail importId={importId} />
    </UnitPage>
  )
}
