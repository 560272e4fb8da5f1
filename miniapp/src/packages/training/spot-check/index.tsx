import { SpotCheck } from '../../../features/spot-checks'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function SpotCheckPage() {
  const { spotCheckId = '' } = useEntryParameters()
  return (
    <UnitPage title="抽查">
      <SpotCheck spotCheckId={spotCheckId} />
    </UnitPage>
  )
}
