import { RecordList } from '../../../features/my-records'
import { PersonPage } from '../../../features/person-page'

export default function MyRecordsPage() {
  return (
    <PersonPage title="学时记录" icon="list" signInTo="登录后查看学时记录">
      <RecordList />
    </PersonPage>
  )
}
