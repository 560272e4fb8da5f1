import { CertificateList } from '../../../features/certificates'
import { UnitPage } from '../../../features/unit-desk'

export default function CertificateListPage() {
  return (
    <UnitPage title="证书管理">
      <CertificateList />
    </UnitPage>
  )
}
