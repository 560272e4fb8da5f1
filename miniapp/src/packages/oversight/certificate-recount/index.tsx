import { RecountYear } from '../../../features/certificate-recount'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function CertificateRecountPage() {
  const { year, jobId } = useEntryParameters()
  return (
    <UnitPage title="全年重新统计">
      <RecountYear year={year} jobId={jobId} />
    </UnitPage>
  )
}
