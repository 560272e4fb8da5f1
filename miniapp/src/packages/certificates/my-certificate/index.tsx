import { CertificateDetail } from '../../../features/my-certificates'
import { PersonPage } from '../../../features/person-page'
import { useEntryParameters } from '../../../platform/entry'

export default function MyCertificatePage() {
  const { certificateId = '' } = useEntryParameters()
  return (
    <PersonPage title="证书" icon="certificate" signInTo="登录后查看证书">
      <CertificateDetail certificateId={certificateId} />
    </PersonPage>
  )
}
