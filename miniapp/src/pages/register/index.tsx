import { SignInFirst } from '../../features/session'
import { AppPage } from '../../features/shell'

export default function RegisterPage() {
  return (
    <AppPage title="注册">
      <SignInFirst icon="scan" title="请先登录" />
    </AppPage>
  )
}
