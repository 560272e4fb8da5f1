import { MyData } from '../../../features/my-data'
import { AccountPage } from '../../../features/person-page'

export default function MyDataPage() {
  return (
    <AccountPage title="我的数据" icon="shield" signInTo="登录后查看我的数据">
      <MyData />
    </AccountPage>
  )
}
