import { ClaimList } from '../../../features/legacy-claims'
import { UnitPage } from '../../../features/unit-desk'

export default function LegacyClaimsPage() {
  return (
    <UnitPage title="旧单位认领">
      <ClaimList />
    </UnitPage>
  )
}
