import { CertificateDetail } from '../../../features/certificates'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function CertificateDetailPage() {
  const { certificateId = '' } = useEntryParameters()
  return (
    <UnitPage title="证书">
      <CertificateDetail certificateId={certificateId} />
    </UnitPage>
  )
}
