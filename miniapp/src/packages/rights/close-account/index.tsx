import { CloseAccount } from '../../../features/account-closing'
import { AccountPage } from '../../../features/person-page'

export default function CloseAccountPage() {
  return (
    <AccountPage title="注销账号" icon="shield" signInTo="登录后注销账号">
      <CloseAccount />
    </AccountPage>
  )
}
