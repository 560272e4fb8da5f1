import { UnitPage } from '../../../features/unit-desk'
import { MergeForm } from '../../../features/unit-merges'

export default function UnitMergeFormPage() {
  return (
    <UnitPage title="合并重复单位">
      <MergeForm />
    </UnitPage>
  )
}
