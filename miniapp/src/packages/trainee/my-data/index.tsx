import { MyData } from '../../../features/my-data'
import { PersonPage } from '../../../features/person-page'

export default function MyDataPage() {
  return (
    <PersonPage title="我的数据" icon="shield" signInTo="登录后查看我的数据">
      <MyData />
    </PersonPage>
  )
}
