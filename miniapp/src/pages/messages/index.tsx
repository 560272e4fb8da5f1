import { SignInFirst } from '../../features/session'
import { AppPage } from '../../features/shell'

export default function MessagesPage() {
  return (
    <AppPage title="消息" isTab>
      <SignInFirst icon="bell" title="登录后查看消息" />
    </AppPage>
  )
}
