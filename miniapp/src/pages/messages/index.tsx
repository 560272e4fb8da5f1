import { PersonOnly } from '../../features/session'
import { AppPage } from '../../features/shell'
import { Notices } from './notices'

export default function MessagesPage() {
  return (
    <AppPage title="消息" isTab>
      <PersonOnly icon="bell" title="登录后查看消息">
        <Notices />
      </PersonOnly>
    </AppPage>
  )
}
