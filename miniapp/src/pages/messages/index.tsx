import { KeptScanList } from '../../features/check-in'
import { Inbox } from '../../features/messages'
import { PersonOnly } from '../../features/session'
import { AppPage } from '../../features/shell'
import { AwaitedCheckIns } from './awaited-check-ins'

export default function MessagesPage() {
  return (
    <AppPage title="消息" isTab>
      <PersonOnly icon="bell" title="登录后查看消息">
        <KeptScanList />
        <AwaitedCheckIns />
        <Inbox />
      </PersonOnly>
    </AppPage>
  )
}
