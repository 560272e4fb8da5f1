import { RecordFormPage } from '../../../features/my-records'
import { PersonPage } from '../../../features/person-page'
import { useEntryParameters } from '../../../platform/entry'

export default function MyRecordFormPage() {
  const { recordId } = useEntryParameters()
  return (
    <PersonPage title="申报学时" icon="plus" signInTo="登录后申报学时">
      <RecordFormPage recordId={recordId} />
    </PersonPage>
  )
}
