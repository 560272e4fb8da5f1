import { MyYear } from '../../../features/my-year'
import { PersonPage } from '../../../features/person-page'

export default function MyYearPage() {
  return (
    <PersonPage title="我的学时" icon="calendar" signInTo="登录后查看学时">
      <MyYear />
    </PersonPage>
  )
}
