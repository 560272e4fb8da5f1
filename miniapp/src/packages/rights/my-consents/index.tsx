import { MyConsents } from '../../../features/my-consents'
import { AccountPage } from '../../../features/person-page'

export default function MyConsentsPage() {
  return (
    <AccountPage title="同意记录" icon="shield" signInTo="登录后查看同意记录">
      <MyConsents />
    </AccountPage>
  )
}
