import { DishonestyList } from '../../../features/my-dishonesty'
import { PersonPage } from '../../../features/person-page'

export default function MyDishonestyPage() {
  return (
    <PersonPage title="失信信息" icon="alert" signInTo="登录后查看失信信息">
      <DishonestyList />
    </PersonPage>
  )
}
