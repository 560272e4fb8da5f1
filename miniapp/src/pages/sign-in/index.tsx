import { SignInPanel } from '../../features/session'
import { AppPage } from '../../features/shell'
import { goBack } from '../../platform/navigation'

/** Signs in and returns to where the person was. */
export default function SignInPage() {
  return (
    <AppPage title="登录">
      <SignInPanel onSignedIn={goBack} />
    </AppPage>
  )
}
