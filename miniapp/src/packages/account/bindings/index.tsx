import { useSession } from '../../../api'
import { MyBindings } from '../../../features/my-bindings'
import { PersonOnly } from '../../../features/session'
import { AppPage } from '../../../features/shell'

export default function BindingsPage() {
  const isRealName = useSession(({ session }) => Boolean(session?.account.isRealName && !session.unitAccountOf))
  if (isRealName) return <MyBindings />
  return (
    <AppPage title="我的绑定">
      <PersonOnly icon="building" title="登录后查看经办人绑定">
        {null}
      </PersonOnly>
    </AppPage>
  )
}
