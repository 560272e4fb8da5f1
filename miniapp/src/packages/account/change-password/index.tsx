import { useSession } from '../../../api'
import { ChangePassword } from '../../../features/account-security'
import { SignInFirst } from '../../../features/session'
import { AppPage } from '../../../features/shell'

export default function ChangePasswordPage() {
  const isSignedIn = useSession(({ session }) => session !== null)
  if (isSignedIn) return <ChangePassword />
  return (
    <AppPage title="修改密码">
      <SignInFirst icon="key" title="登录后修改密码" />
    </AppPage>
  )
}
