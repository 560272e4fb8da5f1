import { UnitPage } from '../../../features/unit-desk'
import { Standings } from '../../../features/year-standings'
import { useEntryParameters } from '../../../platform/entry'

export default function StandingsPage() {
  const { year, organizationId, jobId } = useEntryParameters()
  return (
    <UnitPage title="年度学时">
      <Standings year={year} organizationId={organizationId} jobId={jobId} />
    </UnitPage>
  )
}
