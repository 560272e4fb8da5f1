import { RecordDetail } from '../../../features/my-records'
import { PersonPage } from '../../../features/person-page'
import { useEntryParameters } from '../../../platform/entry'

export default function MyRecordPage() {
  const { recordId = '' } = useEntryParameters()
  return (
    <PersonPage title="学时记录" icon="list" signInTo="登录后查看学时记录">
      <RecordDetail recordId={recordId} />
    </PersonPage>
  )
}
