import { OldCertificate } from '../../../features/legacy-certificates'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function LegacyCertificatePage() {
  const { certificateId = '' } = useEntryParameters()
  return (
    <UnitPage title="旧系统证书">
      <OldCertificate certificateId={certificateId} />
    </UnitPage>
  )
}
