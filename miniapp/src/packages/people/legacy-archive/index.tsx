import { LegacyArchive } from '../../../features/legacy-binding'
import { UnitPage } from '../../../features/unit-desk'

export default function LegacyArchivePage() {
  return (
    <UnitPage title="旧系统档案">
      <LegacyArchive />
    </UnitPage>
  )
}
