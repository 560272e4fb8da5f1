import { MyLeave } from '../../../features/my-leave'
import { PersonPage } from '../../../features/person-page'

export default function MyLeavePage() {
  return (
    <PersonPage title="我的请假" icon="calendar" signInTo="登录后查看请假">
      <MyLeave />
    </PersonPage>
  )
}
