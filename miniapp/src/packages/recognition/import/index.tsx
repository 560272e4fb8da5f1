import { ImportDetail } from '../../../features/imports'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function ImportDetailPage() {
  const { importId = '' } = useEntryParameters()
  return (
    <UnitPage title="批量申报">
      <ImportDetail importId={importId} />
    </UnitPage>
  )
}
