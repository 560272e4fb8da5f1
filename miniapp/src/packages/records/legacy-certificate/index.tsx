import { MyOldCertificate } from '../../../features/legacy-certificates'
import { PersonPage } from '../../../features/person-page'
import { useEntryParameters } from '../../../platform/entry'

export default function MyLegacyCertificatePage() {
  const { certificateId = '' } = useEntryParameters()
  return (
    <PersonPage title="旧系统证书" icon="certificate" signInTo="登录后查看旧系统证书">
      <MyOldCertificate certificateId={certificateId} />
    </PersonPage>
  )
}
