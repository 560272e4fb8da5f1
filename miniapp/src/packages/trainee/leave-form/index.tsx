import { LeaveForm } from '../../../features/my-leave'
import { PersonPage } from '../../../features/person-page'
import { useEntryParameters } from '../../../platform/entry'

export default function LeaveFormPage() {
  const { classId = '' } = useEntryParameters()
  return (
    <PersonPage title="请假" icon="calendar" signInTo="登录后请假">
      <LeaveForm classId={classId} />
    </PersonPage>
  )
}
