import { MyAttendance } from '../../../features/my-attendance'
import { PersonOnly } from '../../../features/session'
import { AppPage } from '../../../features/shell'

export default function MyAttendancePage() {
  return (
    <AppPage title="我的考勤">
      <PersonOnly icon="calendar" title="登录后查看考勤">
        <MyAttendance />
      </PersonOnly>
    </AppPage>
  )
}
