import { DishonestyDetail } from '../../../features/my-dishonesty'
import { PersonPage } from '../../../features/person-page'
import { useEntryParameters } from '../../../platform/entry'

export default function DishonestyRecordPage() {
  const { recordId = '' } = useEntryParameters()
  return (
    <PersonPage title="失信信息" icon="alert" signInTo="登录后查看失信信息">
      <DishonestyDetail recordId={recordId} />
    </PersonPage>
  )
}
