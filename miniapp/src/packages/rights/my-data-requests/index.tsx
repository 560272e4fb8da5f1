import { MyDataRequests } from '../../../features/my-data-requests'
import { PersonPage } from '../../../features/person-page'

export default function MyDataRequestsPage() {
  return (
    <PersonPage title="个人信息申请" icon="shield" signInTo="登录后查看我的申请">
      <MyDataRequests />
    </PersonPage>
  )
}
