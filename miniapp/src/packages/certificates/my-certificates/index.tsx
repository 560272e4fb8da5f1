import { CertificateList } from '../../../features/my-certificates'
import { PersonPage } from '../../../features/person-page'

export default function MyCertificatesPage() {
  return (
    <PersonPage title="我的证书" icon="certificate" signInTo="登录后查看证书">
      <CertificateList />
    </PersonPage>
  )
}
