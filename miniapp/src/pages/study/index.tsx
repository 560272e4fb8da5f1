import { SignInFirst } from '../../features/session'
import { AppPage } from '../../features/shell'

export default function StudyPage() {
  return (
    <AppPage title="学习" isTab>
      <SignInFirst icon="book" title="登录后查看培训班和考勤" />
    </AppPage>
  )
}
