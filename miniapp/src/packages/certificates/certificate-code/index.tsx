import { CertificateCode } from '../../../features/my-certificates'
import { PersonPage } from '../../../features/person-page'
import { useEntryParameters } from '../../../platform/entry'

export default function CertificateCodePage() {
  const { certificateId = '' } = useEntryParameters()
  return (
    <PersonPage title="出示证书" icon="certificate" signInTo="登录后出示证书">
      <CertificateCode certificateId={certificateId} />
    </PersonPage>
  )
}
