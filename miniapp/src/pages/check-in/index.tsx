import { SignInFirst } from '../../features/session'
import { AppPage } from '../../features/shell'

export default function CheckInPage() {
  return (
    <AppPage title="签到">
      <SignInFirst icon="scan" title="请先登录" />
    </AppPage>
  )
}
