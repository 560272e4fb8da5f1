import { SignInFirst } from '../../features/session'
import { AppPage } from '../../features/shell'

export default function SignInPage() {
  return (
    <AppPage title="登录">
      <SignInFirst icon="scan" title="请先登录" />
    </AppPage>
  )
}
