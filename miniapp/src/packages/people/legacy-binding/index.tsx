import { LegacyBinding } from '../../../features/legacy-binding'
import { UnitPage } from '../../../features/unit-desk'

export default function LegacyBindingPage() {
  return (
    <UnitPage title="绑定旧系统单位">
      <LegacyBinding />
    </UnitPage>
  )
}
