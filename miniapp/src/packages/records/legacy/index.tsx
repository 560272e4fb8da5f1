import { Legacy } from '../../../features/my-legacy'
import { PersonPage } from '../../../features/person-page'

export default function LegacyPage() {
  return (
    <PersonPage title="历史记录" icon="clock" signInTo="登录后查看历史记录">
      <Legacy />
    </PersonPage>
  )
}
